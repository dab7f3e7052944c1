import { describe, expect, it } from 'vitest';
import { packageOf, possibleTypeNames, topLevelTypeNames } from '../../src/project/java-text.ts';

describe('packageOf', () => {
  it.each<[string, string | null]>([
    ['package a.b;', 'a.b'],
    ['\uFEFF/* package x; */ // package y;\r\n@A(v = "package z;") package a . b\n.c ;', 'a.b.c'],
    ['package été.数据;', 'été.数据'],
    ['import a.b;\npackage c;', null],
    ['class A { }', null],
    ['', null],
    ['/* never closed package a;', null],
    ['package ${package};', null],
  ])('%j', (text, expected) => {
    expect(packageOf(text)).toBe(expected);
  });
});

describe('topLevelTypeNames', () => {
  it('sees only what stands outside of types, comments and literals', () => {
    const text = `package p;
      /* class No {} */
      @Named(Other.class) public final class One<T> { class Inner {} String s = "}"; char c = '{'; }
      interface Two {} enum Three { A { } } record Four(int a) {} @interface Five {}
      class Six { String block = """ } class No "{" \\""" """; } // class No
      class Seven {}`;
    expect(topLevelTypeNames(text)).toEqual(['One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven']);
    expect([...possibleTypeNames(text)]).toEqual(expect.arrayContaining([...topLevelTypeNames(text)]));
  });

  it('sees a type behind a comment that ends in a keyword', () => {
    const text = 'class A {}\n// Helper class\nclass Helper {}';
    expect(topLevelTypeNames(text)).toEqual(['A', 'Helper']);
    expect(possibleTypeNames(text)).toContain('Helper');
  });

  it('takes time in proportion to the text', () => {
    const hostile = '/*'.repeat(200_000) + '"""'.repeat(100_001) + "'".repeat(100_000);
    expect(topLevelTypeNames(hostile)).toEqual([]);
    expect(topLevelTypeNames(`${'"'.repeat(300_001)}\nclass A {}`)).toEqual(['A']);
  });
});
