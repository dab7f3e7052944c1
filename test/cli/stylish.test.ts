import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { formatStylish } from '../../src/cli/format/stylish.ts';
import { fileResult, type ResultMessage } from '../../src/cli/results.ts';
import { LOST, testFolder } from './run-cli.ts';

const PLAIN = { cwd: '/app', color: false };

function finding(parts: Partial<ResultMessage>): ResultMessage {
  return { ruleId: 'session-lint/some-rule', severity: 2, message: 'It is lost.', line: 1, column: 1, ...parts };
}

function show(source: string, ...messages: readonly ResultMessage[]): string {
  return formatStylish([fileResult({ filePath: '/app/src/A.java', messages, source })], PLAIN);
}

function frameOf(output: string): string[] {
  return output.split('\n').filter((line) => line.includes(' |'));
}

describe('stylish', () => {
  test('nothing for clean files', () => {
    expect(formatStylish([fileResult({ filePath: '/app/A.java', messages: [], source: 'x' })], PLAIN)).toBe('');
  });

  test('the finding, its code, its trace, what would repair it, and a summary', () => {
    const trace = [
      { file: '/app/src/A.java', line: 1, column: 1, role: 'read', text: '', source: 'Cart c = get();' },
      { file: '/app/src/B.java', line: 40, column: 9, role: 'change', text: '', source: 'c.add(item);' },
      { file: '/app/src/A.java', line: 3, column: 1, role: 'end', text: '', source: '}' },
    ] as const;
    const fix = { range: [22, 22] as [number, number], text: '\n  set(c);' };
    const output = show(
      'Cart c = get();\nfill(c);\n}\n',
      finding({ line: 2, column: 1, endLine: 2, endColumn: 8, trace, fix }),
    );
    expect(output).toBe(`src/A.java
  2:1  error  It is lost.  session-lint/some-rule

    1 | Cart c = get();
  > 2 | fill(c);
      | ^^^^^^^
    3 | }

    1:1              read here     Cart c = get();
    src/B.java:40:9  changed here  c.add(item);
    3:1              ends here     }

    --fix inserts  set(c);

✖ 1 problem (1 error, 0 warnings) in 1 file
  1 problem can be fixed with --fix
`);
  });

  test('tabs and wide characters keep the underline in place', () => {
    const output = show('\tf("购物车", x);\n', finding({ column: 11, endLine: 1, endColumn: 12 }));
    const [code = '', underline = ''] = frameOf(output);
    expect(code).toBe('  > 1 |     f("购物车", x);');
    // Three characters before the x take two columns each.
    expect(underline.indexOf('^')).toBe(code.indexOf('x') + 3);
  });

  test('a long line is cut around the finding', () => {
    const line = `${'a'.repeat(300)} LOST ${'b'.repeat(300)}`;
    const output = formatStylish(
      [fileResult({ filePath: '/app/A.java', messages: [finding({ column: 302, endColumn: 306 })], source: line })],
      { ...PLAIN, columns: 80 },
    );
    const [code = '', underline = ''] = frameOf(output);
    expect(code).toMatch(/^ {2}> 1 \| …a+ LOST b+…$/);
    expect(code.length).toBeLessThanOrEqual(80);
    expect(underline.indexOf('^^^^')).toBe(code.indexOf('LOST'));
    expect(underline.trimEnd()).toHaveLength(code.indexOf('LOST') + 4);
  });

  test('what could drive the terminal is made visible', () => {
    const output = show('x \u001B[31m \u202E y', finding({ message: 'Attribute \u001B[2J here' }));
    expect(output).not.toMatch(/[\u001B\u202E]/);
    expect(output).toContain('Attribute \uFFFD[2J here');
  });

  test('a position beyond the text does not hurt', () => {
    expect(show('x\n', finding({ line: 9, column: 9 }))).toContain('9:9  error  It is lost.');
  });

  test('a message is wrapped on a terminal only', () => {
    const message = 'word '.repeat(40).trim();
    const result = fileResult({ filePath: '/app/A.java', messages: [finding({ message })], source: '' });
    expect(formatStylish([result], PLAIN)).toContain(message);
    for (const line of formatStylish([result], { ...PLAIN, columns: 60 })
      .split('\n')
      .slice(0, 4)) {
      expect(line.length).toBeLessThanOrEqual(60);
    }
  });

  test('files and findings are grouped, and each rule is named once with its page', async () => {
    const folder = testFolder({
      'a/Lost.java': LOST + LOST.replace('class Lost', 'class Again').replace(/^import.*$/gm, ''),
      'b/Lost.java': LOST,
    });
    const { stdout } = await folder.run([]);
    expect(stdout.match(/^\S+\.java$/gm)).toEqual(['a/Lost.java', 'b/Lost.java']);
    const page = resolve('docs/rules/no-lost-mutation.md');
    expect(
      stdout.endsWith(`in 2 files
  3 problems can be fixed with --fix

What these rules are about:
  no-lost-mutation  ${page}
`),
    ).toBe(true);
  });

  test('colors', () => {
    const result = fileResult({ filePath: '/app/A.java', messages: [finding({})], source: 'x' });
    expect(formatStylish([result], { ...PLAIN, color: true })).toContain('\u001B[31merror\u001B[39m');
  });
});
