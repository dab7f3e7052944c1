/**
 * Compares what this package reads in pages with what Jasper reads: the sequence of directives, Java fragments, beans,
 * EL and custom actions with their attributes, through static includes, preludes and codas.
 *
 *   node test/cluster/jasper-compare.mjs [--write] WEB-ROOT ...
 *
 * Prints, per web root, how many pages Jasper accepts, how many of them are the same here, and each difference. With
 * `--write`, the sequences that Jasper gives for fixtures/jasper are written to fixtures/jasper/expected.json, and nothing
 * else is done. Exits with 1 when a page differs, with 2 when a tool is missing.
 *
 * Needs `javac` 17, Debian's libtomcat10-java (or a folder with such jars in TOMCAT_JARS) and ant, which Jasper's
 * JspC is a task of. Pages are copied to a temporary folder. Libraries of tags are replaced by stubs that have all the
 * tags that the pages use, each with any attributes and a body of JSP: the real ones are seldom there.
 */
import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, posix, relative, resolve, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { buildSync } from 'esbuild';

const here = fileURLToPath(new URL('.', import.meta.url));
const jarFolder = process.env.TOMCAT_JARS ?? '/usr/share/java';
const scratch = mkdtempSync(join(tmpdir(), 'jasper-compare-'));
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));

const PAGES = /\.(?:jsp|jspf|jspx|tag|tagf|tagx|inc|html?|txt|jsf)$/i;
const COMPARED = /\.(?:jsp|jspx|tag|tagx)$/;

const classPath = jasperClasses();
const { normalized, sequenceOf } = await import(pathToFileURL(bundle()).href);

function jasperClasses() {
  const jars = readdirSync(jarFolder)
    .filter((name) => /^(?:tomcat10-(?!.*(?:\d\.|i18n)).*|ant)\.jar$/.test(name))
    .map((name) => join(jarFolder, name));
  if (!jars.some((jar) => jar.includes('tomcat10-jasper.jar'))) fail(`no tomcat10-jasper.jar in ${jarFolder}`);
  if (!jars.some((jar) => jar.endsWith('ant.jar'))) fail(`no ant.jar in ${jarFolder}`);
  const classes = join(scratch, 'classes');
  mkdirSync(classes);
  const sources = readdirSync(join(here, 'jasper')).map((name) => join(here, 'jasper', name));
  const compiled = spawnSync('javac', ['-nowarn', '-cp', jars.join(':'), '-d', classes, ...sources], {
    encoding: 'utf8',
  });
  if (compiled.status !== 0) fail(compiled.stderr || 'javac is missing');
  return [classes, ...jars].join(':');
}

function bundle() {
  const outfile = join(scratch, 'sequence.mjs');
  const banner = {
    js: `import { createRequire } from 'node:module'; const require = createRequire(${JSON.stringify(here)});`,
  };
  buildSync({
    entryPoints: [join(here, '../languages/jsp/sequence.ts')],
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile,
    banner,
    logLevel: 'error',
  });
  return outfile;
}

function fail(message) {
  console.error(message);
  process.exit(2);
}

function filesIn(root) {
  return readdirSync(root, { recursive: true })
    .map((name) => name.split(sep).join('/'))
    .filter((name) => !/(?:^|\/)(?:node_modules|target|build)\//.test(name) && statSync(join(root, name)).isFile())
    .sort();
}

/** The web root again, with stubs for its tag libraries. */
function prepare(root, into) {
  const files = filesIn(root).filter(
    (name) => PAGES.test(name) || /(?:^WEB-INF\/web\.xml|\/implicit\.tld)$/.test(name),
  );
  for (const name of files) {
    mkdirSync(dirname(join(into, name)), { recursive: true });
    copyFileSync(join(root, name), join(into, name));
  }
  const pages = files.filter((name) => PAGES.test(name));
  const texts = new Map(pages.map((name) => [name, readFileSync(join(root, name), 'latin1')]));
  const webXml = existsSync(join(into, 'WEB-INF/web.xml')) ? readFileSync(join(into, 'WEB-INF/web.xml'), 'latin1') : '';
  writeStubs(texts, webXml, into);
  return pages.filter((name) => COMPARED.test(name));
}

function writeStubs(texts, webXml, into) {
  const uris = new Map();
  const tags = new Map();
  const note = (prefix, uri, page) => {
    const known = uris.get(uri) ?? { prefixes: new Set(), page };
    known.prefixes.add(prefix);
    uris.set(uri, known);
  };
  for (const [page, text] of texts) {
    for (const [directive] of text.matchAll(/<(?:%@\s*taglib|jsp:directive\.taglib)\b[^>]*>/g)) {
      const uri = /\buri\s*=\s*["']([^"']*)["']/.exec(directive)?.[1];
      const prefix = /\bprefix\s*=\s*["']([^"']*)["']/.exec(directive)?.[1];
      if (uri !== undefined && prefix !== undefined) note(prefix, uri, page);
    }
    for (const [, prefix, uri] of text.matchAll(/\bxmlns:([\w.-]+)\s*=\s*["']([^"']*)["']/g)) {
      if (!/w3\.org|java\.sun\.com\/JSP\/Page|urn:jsptagdir:/.test(uri)) note(prefix, uri, page);
    }
    for (const [, prefix, name] of text.matchAll(/<\s*([\w.-]+):([\w.-]+)/g)) {
      tags.set(prefix, (tags.get(prefix) ?? new Set()).add(name));
    }
  }
  let number = 0;
  for (const [uri, { prefixes, page }] of uris) {
    const names = new Set([...prefixes].flatMap((prefix) => [...(tags.get(prefix) ?? [])]));
    const mapped = new RegExp(
      `<taglib-uri>\\s*${uri.replace(/[.*+?^\${}()|[\]\\]/g, '\\$&')}\\s*</taglib-uri>\\s*<taglib-location>\\s*([^<]+?)\\s*<`,
    ).exec(webXml)?.[1];
    const path =
      mapped ??
      (/^(?:urn:jsptld:)?[^:]*\.tld$/.test(uri) ? uri.replace('urn:jsptld:', '') : `/WEB-INF/stub-${++number}.tld`);
    const at = path.startsWith('/')
      ? path
      : posix.join(mapped === undefined ? posix.dirname(`/${page}`) : '/WEB-INF', path);
    const file = join(into, at);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, descriptor(uri, names));
  }
}

function descriptor(uri, names) {
  const escape = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
  const tag = (name) =>
    `<tag><name>${escape(name)}</name><tag-class>compared.StubTag</tag-class><body-content>JSP</body-content><dynamic-attributes>true</dynamic-attributes></tag>`;
  return `<?xml version="1.0" encoding="ISO-8859-1"?>
<taglib xmlns="http://java.sun.com/xml/ns/javaee" version="2.1"><tlib-version>1.0</tlib-version><short-name>s</short-name>
<uri>${escape(uri)}</uri>${[...names].map(tag).join('\n')}</taglib>
`;
}

/** @returns {Map<string, {lines: string[][], refused?: string}>} by path */
function jasperSequences(root, pages) {
  const result = spawnSync(
    'java',
    ['-Xss64m', '-cp', classPath, 'org.apache.jasper.compiler.JasperSequence', root, join(scratch, 'out')],
    {
      input: pages.join('\n'),
      encoding: 'utf8',
      maxBuffer: 1 << 30,
    },
  );
  if (result.status !== 0) fail(result.stderr);
  const found = new Map();
  let current;
  for (const line of result.stdout.split('\n')) {
    const match = /^(\w+)((?: "(?:[^"\\]|\\.)*")*)$/.exec(line);
    if (match === null) continue;
    const texts = [...match[2].matchAll(/"(?:[^"\\]|\\.)*"/g)].map(([text]) => JSON.parse(text));
    if (match[1] === 'page') found.set(texts[0], (current = { lines: [] }));
    else if (match[1] === 'refused') current.refused = texts[0].replace(/^file:.*?(?=\(line)/, '');
    else current.lines.push([match[1], ...texts]);
  }
  return found;
}

function compare(root) {
  const copy = join(scratch, `root-${relative(process.cwd(), root).replace(/\W+/g, '-')}`);
  const pages = prepare(root, copy);
  let accepted = 0;
  let same = 0;
  const refused = [];
  for (const [page, { lines, refused: reason }] of jasperSequences(copy, pages)) {
    if (reason !== undefined) {
      refused.push(`${page}: ${reason}`);
      continue;
    }
    accepted++;
    const theirs = lines.map(normalized);
    const ours = sequenceOf(join(copy, page)).map(normalized);
    const at = Math.max(theirs.length, ours.length);
    const first = Array.from({ length: at }, (_, i) => i).find((i) => theirs[i] !== ours[i]);
    if (first === undefined) same++;
    else
      console.log(
        `  ${page}, node ${first}\n    Jasper: ${theirs[first] ?? 'the end'}\n    here:   ${ours[first] ?? 'the end'}`,
      );
  }
  console.log(`${root}: ${pages.length} files, ${accepted} accepted by Jasper, ${same} the same`);
  if (process.env.SHOW_REFUSED) for (const line of refused) console.log(`  refused: ${line}`);
  return accepted === same;
}

const [first, ...rest] = process.argv.slice(2);
if (first === '--write') {
  const root = fileURLToPath(new URL('../../fixtures/jasper/', import.meta.url));
  const copy = join(scratch, 'fixtures');
  const pages = prepare(root, copy);
  const expected = Object.fromEntries(
    [...jasperSequences(copy, pages)].map(([page, { lines, refused }]) => [
      page,
      refused === undefined ? lines : { refused },
    ]),
  );
  writeFileSync(join(root, 'expected.json'), `${JSON.stringify(expected, null, 2)}\n`);
} else {
  const roots = [first, ...rest].filter(Boolean).map((root) => resolve(root));
  if (roots.length === 0) fail('name at least one web root');
  const results = roots.map(compare);
  process.exit(results.every(Boolean) ? 0 : 1);
}
