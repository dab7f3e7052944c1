/**
 * Compiles every Java fixture, so that none of them claims something of code that could not exist.
 *
 *   node test/cluster/compile-fixtures.mjs [PART-OF-A-UNIT-NAME ...]
 *
 * Needs `javac` 17 and the API jars of Tomcat 10 (jakarta) and 9 (javax): Debian's libtomcat10-java and libtomcat9-java,
 * or a folder with such jars in TOMCAT_JARS. Exits with 1 when a unit does not compile, with 2 when a tool is missing.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const fixtures = fileURLToPath(new URL('../../fixtures/', import.meta.url));
const jarFolder = process.env.TOMCAT_JARS ?? '/usr/share/java';
const RULES = ['no-lost-mutation', 'no-mutation-after-set'];
const APIS = ['servlet-api', 'jsp-api', 'el-api', 'websocket-api', 'websocket-client-api'];

function jars(namespace) {
  const major = namespace === 'jakarta' ? '10' : '9';
  return APIS.map((api) => join(jarFolder, `tomcat${major}-${api}.jar`)).filter((file) => existsSync(file));
}

function javaFiles(folder) {
  return readdirSync(folder, { recursive: true })
    .filter((file) => file.endsWith('.java'))
    .map((file) => join(folder, file))
    .sort();
}

function namespaceOf(file) {
  return /^import javax\.servlet\./m.test(readFileSync(file, 'utf8')) ? 'javax' : 'jakarta';
}

/** @returns {Map<string, string[]>} files by namespace; a file that needs neither is compiled with jakarta */
function byNamespace(files) {
  return groupBy(files, namespaceOf);
}

function groupBy(items, key) {
  const groups = new Map();
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item]);
  return groups;
}

const scratch = mkdtempSync(join(tmpdir(), 'compile-fixtures-'));

/** `Name.fixed.java` declares the class `Name`: it is compiled under that name, in a source root of its own. */
function withPlainNames(files, root) {
  const copies = join(scratch, 'fixed', relative(fixtures, root));
  return files.map((file) => {
    const copy = join(copies, relative(root, dirname(file)), basename(file).replace('.fixed.java', '.java'));
    mkdirSync(dirname(copy), { recursive: true });
    copyFileSync(file, copy);
    return copy;
  });
}

function unitsOf(name, root, files) {
  return [...byNamespace(files)].map(([namespace, sources]) => ({
    name: `${name} (${namespace})`,
    root,
    namespace,
    sources,
  }));
}

function collectUnits() {
  const units = [];
  for (const rule of RULES) {
    const root = join(fixtures, rule);
    const projects = readdirSync(root).filter((entry) => entry.startsWith('project-'));
    const loose = javaFiles(root).filter((file) => !relative(root, file).startsWith('project-'));
    const fixed = loose.filter((file) => file.endsWith('.fixed.java'));
    units.push(
      ...unitsOf(
        rule,
        root,
        loose.filter((file) => !file.endsWith('.fixed.java')),
      ),
    );
    if (fixed.length > 0) units.push(...unitsOf(`${rule}, fixed`, root, withPlainNames(fixed, root)));
    for (const project of projects) {
      const sources = join(root, project, 'src/main/java');
      units.push(...unitsOf(`${rule}/${project}`, sources, javaFiles(sources)));
    }
  }
  for (const project of readdirSync(join(fixtures, 'projects'))) {
    for (const folder of ['src/main/java', 'shop/WEB-INF/src']) {
      const sources = join(fixtures, 'projects', project, folder);
      if (existsSync(sources)) units.push(...unitsOf(`projects/${project}`, sources, javaFiles(sources)));
    }
  }
  return units;
}

/** All files of a project are one unit: a project that uses javax anywhere is compiled with javax as a whole. */
function joinProjects(units) {
  const joined = [];
  for (const unit of units) {
    const other = joined.find((candidate) => candidate.root === unit.root && unit.root.endsWith('src/main/java'));
    if (other === undefined) {
      joined.push(unit);
      continue;
    }
    other.sources.push(...unit.sources);
    other.namespace = 'javax';
    other.name = other.name.replace(/\(.*\)/, '(javax)');
  }
  return joined;
}

function compile(unit, index) {
  const stubs = join(fixtures, 'stubs');
  const sourcePath = [unit.root, join(stubs, 'common'), join(stubs, unit.namespace)].join(':');
  const output = join(scratch, `out-${index}`);
  mkdirSync(output);
  const flags = ['-proc:none', '-nowarn', '-encoding', 'UTF-8', '-implicit:class', '-d', output];
  const paths = ['-cp', jars(unit.namespace).join(':'), '-sourcepath', sourcePath];
  return spawnSync('javac', [...flags, ...paths, ...unit.sources], { encoding: 'utf8', maxBuffer: 1 << 26 });
}

function main(filters) {
  for (const namespace of ['jakarta', 'javax']) {
    if (jars(namespace).length < APIS.length - 1) {
      console.error(`The ${namespace} API jars are not in ${jarFolder}: set TOMCAT_JARS.`);
      return 2;
    }
  }
  const wanted = joinProjects(collectUnits()).filter(
    (unit) => filters.length === 0 || filters.some((filter) => unit.name.includes(filter)),
  );
  let failed = 0;
  for (const [index, unit] of wanted.entries()) {
    const result = compile(unit, index);
    if (result.error !== undefined) {
      console.error(`javac could not be started: ${result.error.message}`);
      return 2;
    }
    console.log(`${result.status === 0 ? 'ok  ' : 'FAIL'} ${unit.name}: ${unit.sources.length} files`);
    if (result.status !== 0) {
      failed++;
      console.log(result.stderr);
    }
  }
  console.log(`${wanted.length - failed} of ${wanted.length} units compile`);
  return failed === 0 && wanted.length > 0 ? 0 : 1;
}

try {
  process.exitCode = main(process.argv.slice(2));
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
