import { describe, expect, test } from 'vitest';
import { isDirectiveComment, parseDirectives, parseInlineConfig } from '../../../src/languages/shared/directives.ts';

/** A comment as it stands in a text at offset 10. */
function comment(source: string, type: string, open: number, close: number) {
  return { type, value: source.slice(open, source.length - close), range: [10, 10 + source.length] as const };
}

const block = (value: string) => comment(`/*${value}*/`, 'Block', 2, 2);

describe('which comments are directives', () => {
  test.each([
    [' eslint-disable', true],
    [' session-lint-disable-next-line x -- y', true],
    ['eslint-enable', true],
    [' session-lint no-x: 0', true],
    ['* eslint-disable', false],
    [' eslint-disabled', false],
    [' session-lints', false],
    [' see eslint-disable', false],
  ])('%s: %s', (value, expected) => {
    expect(isDirectiveComment(block(value))).toBe(expected);
  });
});

describe('in a file with rules of others', () => {
  test('their rules are left out', () => {
    expect(parseDirectives(block(' eslint-disable no-console, session-lint/no-x, @a/b -- why '), 'shared')).toEqual([
      expect.objectContaining({ kind: 'disable', value: 'session-lint/no-x', justification: 'why' }),
    ]);
    expect(parseDirectives(block(' eslint-disable no-console '), 'shared')).toEqual([]);
  });

  test('under our own name all rules are ours', () => {
    expect(parseDirectives(block(' session-lint-disable no-x '), 'shared')).toMatchObject([
      { value: 'session-lint/no-x' },
    ]);
  });

  test('a directive for all rules holds for ours', () => {
    expect(parseDirectives(block(' eslint-disable-line '), 'shared')).toMatchObject([
      { kind: 'disable-line', value: '' },
    ]);
  });

  test('inline configuration keeps our rules', () => {
    const inline = parseInlineConfig(block(' eslint no-console: 2, session-lint/no-x: ["warn", 1] '), 'shared');
    expect(inline?.result).toEqual({ ok: true, rules: { 'session-lint/no-x': ['warn', 1] } });
  });
});

describe('what is removed for one unused rule of several', () => {
  test.each([
    ['block comment', '/* session-lint-disable a, b */', 'Block', 2, 2],
    ['line comment', '// session-lint-disable a, b', 'Line', 2, 0],
    ['hash comment', '# session-lint-disable a, b', 'Line', 1, 0],
    ['markup comment', '<!-- session-lint-disable a, b -->', 'Comment', 4, 3],
    ['page comment', '<%-- session-lint-disable a, b --%>', 'Comment', 4, 4],
  ] as const)('%s', (_, source, type, open, close) => {
    const removed = parseDirectives(comment(source, type, open, close), 'own').map(({ node }) =>
      source.slice(node.range[0] - 10, node.range[1] - 10),
    );
    expect(removed).toEqual(['a,', ', b']);
  });
});
