/**
 * Writes docs/demo.md: what a new user types in the first quarter of an hour, and what comes back. Every command is run, in a
 * scratch project, with the packed package; a step that ends with another exit code than the expected one ends the script.
 *
 *     npm run demo             writes the transcript and its pictures
 *     npm run demo -- --check  fails where the transcript that is there is not what comes out
 */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Sandbox } from './sandbox.mjs';
import { chapters } from './steps.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const target = join(root, 'docs', 'demo.md');
const pictures = join(root, 'docs', 'demo');
const check = process.argv.includes('--check');

const sandbox = new Sandbox(root);
try {
  const text = transcript();
  if (check) compare(text);
  else write(text);
} finally {
  sandbox.remove();
}

function transcript() {
  const lines = [
    '# The first quarter of an hour',
    '',
    'A shop of Java, JSP and TypeScript, two Tomcats and an nginx before them: `fixtures/projects/corner-shop`. Written by `npm run demo`,',
    'which types what stands after the `$` and puts down what comes back. Folders have other names here, and times are left out.',
    '',
  ];
  for (const { title, steps } of chapters) {
    lines.push(`## ${title}`, '');
    for (const step of steps) lines.push(...performed(step), '');
  }
  return `${lines.join('\n').trimEnd()}\n`;
}

/** The lines of one step. */
function performed(step) {
  if (typeof step === 'string') return [step];
  if (step.write !== undefined) {
    sandbox.write(step.write, step.text);
    return [
      `\`${step.write}\`:`,
      '',
      `<!-- recipe: ${step.write} -->`,
      ...fence(step.text.trimEnd(), step.write.split('.').at(-1)),
    ];
  }
  console.log(`$ ${step.run}`);
  const { code, output } = sandbox.run(step.run);
  const wanted = step.exit ?? 0;
  if (code !== wanted) {
    throw new Error(`The step ended with ${code} in place of ${wanted}: ${step.run}\n${output}`);
  }
  for (const words of step.says ?? []) {
    if (!output.includes(words)) throw new Error(`The step does not say "${words}": ${step.run}\n${output}`);
  }
  if (step.picture !== undefined) keepPicture(step.picture);
  const shown = [
    `$ ${step.run}`,
    ...(output === '' ? [] : [output]),
    ...(wanted === 0 ? [] : [`[exit code ${wanted}]`]),
  ];
  return [
    ...fence(shown.join('\n'), 'console'),
    ...(step.picture === undefined ? [] : ['', `![${step.caption}](demo/${step.picture})`]),
  ];
}

function fence(text, language) {
  const ticks = text.includes('```') ? '````' : '```';
  return [`${ticks}${language}`, text, ticks];
}

function keepPicture(name) {
  const bytes = readFileSync(join(sandbox.project, name));
  // A blank page of this size takes some 5 kB.
  if (bytes.length < 20_000) throw new Error(`${name} shows nothing.`);
  if (check) {
    if (!existsSync(join(pictures, name))) throw new Error(`docs/demo/${name} is missing.`);
    return;
  }
  mkdirSync(pictures, { recursive: true });
  writeFileSync(join(pictures, name), bytes);
}

function write(text) {
  mkdirSync(dirname(target), { recursive: true });
  if (existsSync(pictures) && !text.includes('](demo/')) rmSync(pictures, { recursive: true });
  writeFileSync(target, text);
  console.log(`wrote docs/demo.md, ${text.split('\n').length} lines`);
}

function compare(text) {
  const there = existsSync(target) ? readFileSync(target, 'utf8') : '';
  if (there === text) {
    console.log('docs/demo.md is what comes out');
    return;
  }
  const [before, after] = [there.split('\n'), text.split('\n')];
  const at = before.findIndex((line, index) => line !== after[index]);
  const from = at < 0 ? before.length : at;
  throw new Error(
    `docs/demo.md is stale from line ${from + 1} on: npm run demo\nthere:    ${before[from] ?? ''}\ncomes out: ${after[from] ?? ''}`,
  );
}
