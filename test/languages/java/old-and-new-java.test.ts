import { describe, expect, test } from 'vitest';
import { descendants, parseStatements, parseUnit, show } from './java-tree.ts';

/** What java-parser rejects, although it is or was Java. */
describe('names that became keywords', () => {
  test.each([
    ['Enumeration enum = x; while (enum.hasMoreElements()) f(enum);', 'enum'],
    ['int assert = 1; assert++; x.assert(assert);', 'assert'],
    ['Iterator _ = i; _.next();', '_'],
    ['int goto = 1;', 'goto'],
  ])('%s', (text, name) => {
    const names = descendants(parseUnit(`class A { void m() { ${text} } }`)).flatMap((node) =>
      node.type === 'Identifier' ? [node.name] : [],
    );
    expect(names).toContain(name);
  });

  test('the keywords go on to work beside the names', () => {
    const unit = parseUnit('enum E { A } class A { void m() { assert (x); assert y : z; int enum = 1; } }');
    expect(unit.types.map(({ kind }) => kind)).toEqual(['enum', 'class']);
    expect(descendants(unit).filter(({ type }) => type === 'AssertStatement')).toHaveLength(2);
  });
});

test('a module import is left out', () => {
  const unit = parseUnit('import module java.base;\nimport a.B;\nclass A { }');
  expect(unit.imports.map(({ name }) => name)).toEqual(['a.B']);
});

test('imports of packages named module are no module imports', () => {
  const unit = parseUnit('import module.x.Y; import module.Z;');
  expect(unit.imports.map(({ name }) => name)).toEqual(['module.x.Y', 'module.Z']);
});

test('deeply nested annotations take no time that grows exponentially', () => {
  const depth = 40;
  const unit = parseUnit(`${'@A(x = '.repeat(depth)}1${')'.repeat(depth)} class X { }`);
  expect(descendants(unit).filter(({ type }) => type === 'Annotation')).toHaveLength(depth);
});

test('a call of a method named like a contextual keyword', () => {
  expect(show(parseStatements('this.yield(1); x.record();'))).toContain('name: yield');
});
