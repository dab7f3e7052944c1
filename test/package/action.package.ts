/** action.yml: valid for GitHub, and what its steps do. */
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runAction, type ActionRun } from './composite-action.ts';
import { emptyFolder, here, packed, root, run } from './installed.ts';

let folder: ReturnType<typeof emptyFolder>;
beforeEach(() => {
  folder = emptyFolder();
});
afterEach(() => {
  folder.remove();
});

describe('the schema of actions', () => {
  const validate = (path: string): number | null =>
    run(process.execPath, [join(here, 'node_modules/@action-validator/cli/cli.mjs'), path], root).code;

  test('accepts it', () => {
    expect(validate('action.yml')).toBe(0);
  });

  test.each([
    ['using: composite', 'using: composit'],
    ['shell: bash', 'shel: bash'],
    ['    default: .\n', '    default: [.]\n'],
  ])('would not accept %j as %j', (right, wrong) => {
    const text = readFileSync(join(root, 'action.yml'), 'utf8');
    const path = join(folder.path, 'action.yml');
    writeFileSync(path, text.replace(right, wrong));
    expect(text).toContain(right);
    expect(validate(path)).not.toBe(0);
  });
});

/** In a checkout whose shop lies in `shop dir`. */
function lint(inputs: Readonly<Record<string, string>>, action = root): ActionRun {
  const workspace = join(folder.path, 'checkout');
  mkdirSync(join(workspace, '.git'), { recursive: true });
  const shop = join(workspace, 'shop dir');
  cpSync(join(root, 'fixtures/projects/corner-shop'), shop, { recursive: true });
  return runAction(
    { version: packed.tarball, 'node-version': '', ...inputs },
    { action, workspace, temp: join(folder.path, 'runner temp') },
  );
}

const upload = (sarif: string) => ({
  uses: 'github/codeql-action/upload-sarif@v3',
  with: { sarif_file: sarif, category: 'session-lint' },
});

describe('the steps', () => {
  test('findings: beside the lines, in the report, and as exit code', () => {
    const { code, outputs, stdout, used } = lint({});
    const sarif = join(folder.path, 'checkout/session-lint.sarif');
    expect(stdout).toContain('::error file=shop dir/src/main/webapp/cart.jsp,line=6,');
    expect(stdout.match(/^::(?:error|warning) /gm)).toHaveLength(8);
    expect(outputs).toEqual({ 'exit-code': '1', 'sarif-file': sarif, findings: '8' });
    expect(used).toEqual([upload(sarif)]);
    expect(code).toBe(1);
  });

  test('inputs: paths, options, folder, report', () => {
    const { code, outputs, stdout, used } = lint({
      paths: 'api\nsrc/main/webapp/WEB-INF\n',
      args: `--rule "no-detached-write: off" --max-warnings=0 --ignore-pattern 'web*.xml'`,
      'working-directory': 'shop dir',
      'sarif-file': 'reports/of this run.sarif',
    });
    const sarif = join(folder.path, 'checkout/shop dir/reports/of this run.sarif');
    expect(stdout.match(/^::.*?,line=\d+/gm)).toEqual(['::warning file=shop dir/api/src/server.ts,line=5']);
    expect(outputs).toEqual({ 'exit-code': '1', 'sarif-file': sarif, findings: '1' });
    expect(readFileSync(sarif, 'utf8')).toContain('"uri": "shop%20dir/api/src/server.ts"');
    expect(used).toEqual([upload(sarif)]);
    expect(code).toBe(1);
  });

  test('nothing found', () => {
    const { code, outputs, used } = lint({ paths: 'shop dir/src/main/java/com/example/shop/Cart.java' });
    expect(outputs).toMatchObject({ 'exit-code': '0', findings: '0' });
    expect(used).toHaveLength(1);
    expect(code).toBe(0);
  });

  test('a mistake: no report to upload, and its own exit code', () => {
    const { code, outputs, stderr, used } = lint({ args: '--preset relaxed' });
    expect(stderr).toContain("argument 'relaxed' is invalid");
    expect(outputs).toEqual({ 'exit-code': '2', 'sarif-file': '', findings: '0' });
    expect(used).toEqual([]);
    expect(code).toBe(2);
  });

  test.each([`--rule "no-detached-write: off --quiet`, "--ignore-pattern it's", "--rule 'a:\noff'"])(
    'options that cannot be told apart: %j',
    (args) => {
      const { code, outputs, stdout, used } = lint({ args });
      expect(stdout.match(/^::.*$/gm)).toEqual([
        '::error title=session-lint::The input "args" has a quote without the other one of its pair: nothing was linted.',
      ]);
      expect(outputs).toEqual({ 'exit-code': '2', 'sarif-file': '', findings: '0' });
      expect(used).toEqual([]);
      expect(code).toBe(2);
    },
  );

  test('upload and set-up of Node.js are up to the user', () => {
    expect(lint({ upload: 'false' }).used).toEqual([]);
    expect(lint({ 'node-version': '24', upload: 'false' }).used).toEqual([
      { uses: 'actions/setup-node@v4', with: { 'node-version': '24' } },
    ]);
  });

  test('inputs are data, never part of a script', () => {
    const { code } = lint({ paths: 'shop dir/api\n$(touch hacked)`touch hacked`', args: '; touch hacked' });
    expect(code).toBe(2);
    expect(existsSync(join(folder.path, 'checkout/hacked'))).toBe(false);
  });

  test('without a version, the action is built from where it lies', () => {
    const action = join(folder.path, 'action checkout');
    const listed = run('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], root).stdout;
    for (const name of listed.split('\0')) {
      if (name === '' || /^(?:fixtures|test|docs\/demo)\//.test(name) || !existsSync(join(root, name))) continue;
      mkdirSync(dirname(join(action, name)), { recursive: true });
      cpSync(join(root, name), join(action, name));
    }
    const { code, outputs, stderr } = lint({ version: '' }, action);
    expect(outputs, stderr).toMatchObject({ 'exit-code': '1', findings: '8' });
    expect(code).toBe(1);
  });
});
