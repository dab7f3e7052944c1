/** The formats for machines, on a folder with findings of several kinds. */
import { parseXml, XmlElement, type XmlDocument } from '@rgrove/parse-xml';
import type { Log } from 'sarif';
import { describe, expect, test } from 'vitest';
import { BROKEN, KEPT, LOST, LOST_RULE, testFolder, type TestFolder } from './run-cli.ts';

/** A lost change, a suppressed one, a file without findings and one that is no Java, in a folder whose name needs care. */
function folder(): TestFolder {
  const suppressed = LOST.replace(
    'cart.add',
    '// session-lint-disable-next-line no-lost-mutation -- "ours" & more\n    cart.add',
  );
  return testFolder({
    'a b/Lost.java': LOST,
    'Kept.java': KEPT,
    'Broken.java': BROKEN,
    'Suppressed.java': suppressed.replace('class Lost', 'class Suppressed'),
  });
}

async function output(format: string): Promise<string> {
  const { stdout, code } = await folder().run(['--format', format]);
  expect(code).toBe(1);
  return stdout;
}

async function xml(format: string): Promise<XmlDocument> {
  return parseXml(await output(format));
}

function elements(parent: XmlDocument | XmlElement, name: string): XmlElement[] {
  return parent.children.flatMap((child) => {
    if (!(child instanceof XmlElement)) return [];
    return [...(child.name === name ? [child] : []), ...elements(child, name)];
  });
}

describe('github', () => {
  test('is a command for each finding, with its place', async () => {
    const [broken, lost, ...more] = (await output('github')).trimEnd().split('\n');
    expect(more).toEqual([]);
    expect(broken).toMatch(/^::error file=Broken\.java,line=\d+,col=\d+,title=session-lint::\S/);
    expect(lost).toMatch(
      /^::error file=a b\/Lost\.java,line=7,col=5,endLine=7,endColumn=19,title=session-lint\/no-lost-mutation::Session attribute "cart" is changed /,
    );
  });

  test('escapes what would end a command or a property', async () => {
    const name = 'a,b:c%.java';
    const { stdout } = await testFolder({ [name]: LOST }).run(['--format', 'github']);
    expect(stdout).toContain('file=a%2Cb%3Ac%25.java,');
  });
});

describe('gitlab', () => {
  test('is a code quality report', async () => {
    const issues = JSON.parse(await output('gitlab')) as { fingerprint: string }[];
    expect(issues).toMatchObject([
      { check_name: 'session-lint', severity: 'critical', location: { path: 'Broken.java' } },
      { check_name: LOST_RULE, severity: 'major', location: { path: 'a b/Lost.java', lines: { begin: 7, end: 7 } } },
    ]);
    expect(new Set(issues.map(({ fingerprint }) => fingerprint)).size).toBe(2);
  });

  test('names a finding alike when it moves, and two findings of one line text differently', async () => {
    const prints = async (text: string) => {
      const { stdout } = await testFolder({ 'Lost.java': text }).run(['--format', 'gitlab']);
      return (JSON.parse(stdout) as { fingerprint: string }[]).map(({ fingerprint }) => fingerprint);
    };
    const before = await prints(LOST);
    expect(before).toHaveLength(1);
    expect(await prints(`// moved\n\n${LOST}`)).toEqual(before);
    const twice = await prints(LOST + LOST.replace('class Lost', 'class Again').replace(/^import.*$/gm, ''));
    expect(new Set(twice).size).toBe(2);
    expect(twice[0]).toBe(before[0]);
  });
});

describe('checkstyle', () => {
  test('lists the files with findings', async () => {
    const files = elements(await xml('checkstyle'), 'file');
    expect(files.map(({ attributes }) => attributes['name']?.replace(/^.*session-lint-test-[^/]*\//, ''))).toEqual([
      'Broken.java',
      'a b/Lost.java',
    ]);
    const [error] = elements(files[1] ?? new XmlElement('none'), 'error');
    expect(error?.attributes).toMatchObject({ line: '7', column: '5', severity: 'error', source: LOST_RULE });
    expect(error?.attributes['message']).toContain('Session attribute "cart"');
  });

  test('is a document without findings, too', async () => {
    const { stdout } = await testFolder({ 'Kept.java': KEPT }).run(['--format', 'checkstyle']);
    expect(elements(parseXml(stdout), 'file')).toEqual([]);
  });
});

describe('junit', () => {
  test('counts what it lists', async () => {
    const document = await xml('junit');
    const [all] = elements(document, 'testsuites');
    expect(all?.attributes).toMatchObject({ tests: '4', failures: '1', errors: '1' });
    const suites = elements(document, 'testsuite');
    for (const suite of suites) {
      for (const [name, counted] of [
        ['tests', 'testcase'],
        ['failures', 'failure'],
        ['errors', 'error'],
      ] as const) {
        expect(elements(suite, counted)).toHaveLength(Number(suite.attributes[name]));
      }
    }
    const [failure] = elements(document, 'failure');
    // The steps as well are relative to the working folder.
    expect(failure?.text).toMatch(/^a b\/Lost\.java:7:5\na b\/Lost\.java:6:/);
  });
});

describe('compact', () => {
  test('is one line for each finding', async () => {
    const lines = (await output('compact')).split('\n');
    expect(lines).toHaveLength(5);
    expect(lines[1]).toMatch(
      /^a b\/Lost\.java: line 7, col 5, Error - Session attribute .* \(session-lint\/no-lost-mutation\)$/,
    );
    expect(lines[3]).toBe('2 problems');
  });
});

describe('sarif', () => {
  test('has results with code flows, fixes and help; what is suppressed says why; broken files are notifications', async () => {
    const log = JSON.parse(await output('sarif')) as Log;
    expect(log.version).toBe('2.1.0');
    const [run] = log.runs;
    const [suppressed, lost] = run?.results ?? [];
    expect(run?.results).toHaveLength(2);
    expect(lost).toMatchObject({
      ruleId: 'no-lost-mutation',
      ruleIndex: 0,
      level: 'error',
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'a%20b/Lost.java', uriBaseId: 'SRCROOT' },
            region: {
              startLine: 7,
              startColumn: 5,
              endLine: 7,
              endColumn: 19,
              snippet: { text: '    cart.add(item);' },
            },
          },
        },
      ],
    });
    const steps = lost?.codeFlows?.[0]?.threadFlows[0]?.locations ?? [];
    expect(steps.map(({ location }) => location?.physicalLocation?.region?.startLine)).toEqual([6, 7, 8]);
    const replacement = lost?.fixes?.[0]?.artifactChanges[0]?.replacements[0];
    expect(replacement?.insertedContent?.text).toContain('session.setAttribute("cart", cart);');
    expect(replacement?.deletedRegion).toEqual({ charOffset: LOST.indexOf('cart.add(item);') + 15, charLength: 0 });
    expect(suppressed?.suppressions).toEqual([{ kind: 'inSource', justification: '"ours" & more' }]);
    expect(run?.tool.driver.rules?.[0]).toMatchObject({
      id: 'no-lost-mutation',
      defaultConfiguration: { level: 'error' },
    });
    expect(run?.tool.driver.rules?.[0]?.help?.markdown).toContain('# no-lost-mutation');
    expect(run?.invocations?.[0]?.toolExecutionNotifications).toMatchObject([
      { level: 'error', locations: [{ physicalLocation: { artifactLocation: { uri: 'Broken.java' } } }] },
    ]);
    expect(run?.originalUriBaseIds?.['SRCROOT']?.uri).toMatch(/^file:\/\/\/.*\/$/);
  });

  test('is a log without findings, too', async () => {
    const { stdout, code } = await testFolder({ 'Kept.java': KEPT }).run(['--format', 'sarif']);
    expect(code).toBe(0);
    expect((JSON.parse(stdout) as Log).runs[0]?.results).toEqual([]);
  });
});
