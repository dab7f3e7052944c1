/**
 * The package as a user gets it: packed, installed in an empty project, type-checked by a strict consumer, and run by the
 * oldest and the newest ESLint that are supported, and from the command line.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pack } from './pack.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const work = realpathSync(mkdtempSync(join(tmpdir(), 'session-lint-pack-')));

/** Installed beside the package under these names. */
const DEPENDENCIES = [
  '@eslint/core',
  '@eslint/plugin-kit',
  '@types/json-schema',
  '@types/estree',
  'typescript',
  '@types/node',
  'undici-types',
];

const JAVA = `package shop;

import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpSession;

class Shop {
  void add(HttpServletRequest request) {
    HttpSession session = request.getSession();
    java.util.List<String> cart = (java.util.List<String>) session.getAttribute("cart");
    cart.add("book");
  }
}
`;

const CONSUMER = `import { defineConfig } from 'eslint/config';
import sessionLint from 'session-lint';

const version: string = sessionLint.meta.version;
const ids: string[] = Object.keys(sessionLint.rules);
export default defineConfig([...sessionLint.configs.recommended, { settings: { version, ids } }]);
// @ts-expect-error There is no such preset.
export const missing = sessionLint.configs.relaxed;
`;

try {
  const tarball = checkContents();
  for (const eslint of ['eslint-9', 'eslint']) checkProject(eslint, tarball);
} finally {
  rmSync(work, { recursive: true, force: true });
}

function checkContents() {
  const { tarball, files } = pack(work);
  const names = files.map(({ path }) => path);
  for (const wanted of [
    'bin/session-lint.js',
    'dist/index.js',
    'dist/index.d.ts',
    'dist/start.cjs',
    'bin/package.json',
    'dist/cli.cjs',
    'dist/analyses.cjs',
    'LICENSE',
    'package.json',
  ]) {
    assert(names.includes(wanted), `${wanted} is not in the package`);
  }
  const surplus = names.filter((name) => /^(src|test|rules|fixtures|bench|scripts)\//.test(name));
  assert(surplus.length === 0, `the package holds ${surplus.join(', ')}`);
  console.log(`packed ${names.length} files`);
  return tarball;
}

function checkProject(eslint, tarball) {
  const project = join(work, `with-${eslint}`);
  const modules = join(project, 'node_modules');
  mkdirSync(join(modules, '@eslint'), { recursive: true });
  mkdirSync(join(modules, '@types'));
  run('tar', ['-xzf', tarball, '-C', modules], project);
  cpSync(join(modules, 'package'), join(modules, 'session-lint'), { recursive: true });
  rmSync(join(modules, 'package'), { recursive: true });
  for (const name of DEPENDENCIES) {
    mkdirSync(dirname(join(modules, name)), { recursive: true });
    symlinkSync(join(root, 'node_modules', name), join(modules, name), 'dir');
  }
  symlinkSync(join(root, 'node_modules', eslint), join(modules, 'eslint'), 'dir');
  writeFileSync(join(project, 'package.json'), '{ "type": "module" }\n');
  writeFileSync(join(project, 'Shop.java'), JAVA);
  writeFileSync(join(project, 'consumer.ts'), CONSUMER);
  writeFileSync(
    join(project, 'eslint.config.js'),
    "import sessionLint from 'session-lint';\nexport default [...sessionLint.configs.strict];\n",
  );
  checkTypes(project, eslint);
  const fromEslint = findings(project, 'eslint/bin/eslint.js', ['--format', 'json', 'Shop.java']);
  assert(fromEslint.includes('session-lint/no-lost-mutation'), `${eslint} found ${JSON.stringify(fromEslint)}`);
  console.log(`${eslint}: the types check, the rules run`);
  if (eslint !== 'eslint') return;
  const fromCli = findings(project, 'session-lint/bin/session-lint.js', ['--format', 'json', 'Shop.java']);
  assert(fromCli.includes('session-lint/no-lost-mutation'), `the command line found ${JSON.stringify(fromCli)}`);
  console.log(
    `command line: ${readdirSync(join(modules, 'session-lint', 'dist')).length} files in dist, the rules run`,
  );
}

function checkTypes(project, eslint) {
  const options = [
    '--strict',
    '--exactOptionalPropertyTypes',
    '--noUncheckedIndexedAccess',
    '--noEmit',
    '--target',
    'ES2023',
  ];
  const modules = ['--module', 'NodeNext', '--moduleResolution', 'NodeNext', '--types', 'node'];
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const { status, stdout } = spawnSync(process.execPath, [tsc, ...options, ...modules, 'consumer.ts'], {
    cwd: project,
    encoding: 'utf8',
  });
  assert(status === 0, `the types do not check with ${eslint}:\n${stdout}`);
}

/** Rule ids of what was found; the program ends with 1 when there are errors. */
function findings(project, script, args) {
  // The linked packages are taken for what they are called here, not for where they really lie.
  const { stdout, stderr, status } = spawnSync(process.execPath, [join('node_modules', script), ...args], {
    cwd: project,
    encoding: 'utf8',
  });
  assert(status === 1, `${script} ended with ${status}:\n${stdout}${stderr}`);
  return JSON.parse(stdout).flatMap(({ messages }) => messages.map(({ ruleId }) => ruleId));
}

function run(command, args, cwd) {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8' });
  assert(status === 0, `${command} ${args.join(' ')} failed:\n${stdout}${stderr}`);
  return stdout;
}

function assert(condition, message) {
  if (!condition) throw new Error(message);
}
