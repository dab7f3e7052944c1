/**
 * What the tests of the package need from elsewhere, installed before they run: the packed package in projects with ESLint 9,
 * with ESLint 10 and without ESLint, and globally. The tests themselves then work offline.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { installLocked } from '../../scripts/install-locked.mjs';
import { pack } from '../../scripts/pack.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..', '..');
/** Says where the projects are: apart from this repository, which is none of their business. */
const place = join(root, 'node_modules', '.cache', 'session-lint-package.json');

installLocked(here);
if (existsSync(place)) rmSync(JSON.parse(readFileSync(place, 'utf8')).build, { recursive: true, force: true });
const build = realpathSync(mkdtempSync(join(tmpdir(), 'session-lint-package-')));
const packed = pack(build);
mkdirSync(dirname(place), { recursive: true });
writeFileSync(place, JSON.stringify({ build, ...packed }));

for (const name of ['eslint-9', 'eslint-10']) {
  cpSync(join(here, name), join(build, name), { recursive: true });
  // With the versions of the lockfile.
  npm(name, 'install', '--save-dev', '--ignore-scripts', packed.tarball);
}
mkdirSync(join(build, 'alone'));
writeFileSync(join(build, 'alone', 'package.json'), '{ "private": true }\n');
npm('alone', 'install', '--save-dev', packed.tarball);
npm('.', 'install', '--global', '--prefix', join(build, 'global'), packed.tarball);

prepareMaven();

/**
 * The recipe for Maven as a project, its plugin in the local repository, and the archive of Node.js that the plugin would
 * download, made of the Node.js and npm that are there.
 */
function prepareMaven() {
  const maven = join(build, 'maven');
  mkdirSync(maven);
  const page = readFileSync(join(root, 'docs', 'ci.md'), 'utf8');
  const [, plugin] = /<!-- recipe: pom\.xml -->\n```xml\n([^]*?)```/.exec(page);
  const project = '<groupId>com.example</groupId><artifactId>shop</artifactId><version>1</version>';
  writeFileSync(
    join(maven, 'pom.xml'),
    `<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>${project}<packaging>pom</packaging>\n<build><plugins>\n${plugin}</plugins></build></project>\n`,
  );
  cpSync(packed.tarball, join(maven, 'session-lint.tgz'));
  writeFileSync(
    join(maven, 'package.json'),
    '{ "private": true, "devDependencies": { "session-lint": "file:session-lint.tgz" } }\n',
  );
  npm('maven', 'install', '--package-lock-only');

  const [, version] = /<nodeVersion>(v[\d.]+)</.exec(plugin);
  const name = `node-${version}-linux-x64`;
  const [folder, downloads] = [join(build, name), join(build, 'downloads', version)];
  mkdirSync(join(folder, 'bin'), { recursive: true });
  mkdirSync(downloads, { recursive: true });
  const line = version.slice(1).split('.')[0];
  cpSync(join(here, 'node_modules', `node-${line}-linux-x64`, 'bin', 'node'), join(folder, 'bin', 'node'));
  const { stdout } = spawnSync('npm', ['root', '--global'], { encoding: 'utf8' });
  cpSync(join(stdout.trim(), 'npm'), join(folder, 'lib', 'node_modules', 'npm'), { recursive: true });
  command('tar', ['-czf', join(downloads, `${name}.tar.gz`), '-C', build, name], build);
  rmSync(folder, { recursive: true });
  // Runs the plugin once, so that all it needs is in the local repository.
  const goal = 'frontend:install-node-and-npm@node';
  command(
    'mvn',
    ['--quiet', '--batch-mode', goal, `-DnodeDownloadRoot=${pathToFileURL(`${join(build, 'downloads')}/`).href}`],
    maven,
  );
}

function command(name, args, cwd) {
  const { status, stdout, stderr, error } = spawnSync(name, args, { cwd, encoding: 'utf8' });
  if (error?.code === 'ENOENT') throw new Error(`${name} is not installed.`);
  if (status !== 0) throw new Error(`${name} ${args.join(' ')} failed:\n${stdout}${stderr}`);
}

function npm(folder, ...args) {
  const { status } = spawnSync('npm', [...args, '--no-audit', '--no-fund', '--loglevel', 'error'], {
    cwd: join(build, folder),
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0) throw new Error(`npm ${args.join(' ')} failed in ${folder}.`);
}
