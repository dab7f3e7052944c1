import { describe, expect, test } from 'vitest';
import { expectSoundRanges, parseUnit, show } from './java-tree.ts';

/** Source and tree; the notation is that of `show`. */
const TREES: readonly (readonly [source: string, tree: string])[] = [
  ['', 'CompilationUnit()'],
  ['// nothing', 'CompilationUnit()'],
  ['package a.b.c;', 'CompilationUnit(packageName: a.b.c)'],
  [
    'import a.B; import static a.B.c; import a.*; import static a.B.*;',
    'CompilationUnit(imports: [ImportDeclaration(name: a.B), ImportDeclaration(name: a.B.c, isStatic: true), ImportDeclaration(name: a, isStar: true), ImportDeclaration(name: a.B, isStatic: true, isStar: true)])',
  ],
  [
    '@A package a; ; import b; ; class C { } ; interface D { }',
    'CompilationUnit(packageName: a, imports: [ImportDeclaration(name: b)], types: [TypeDeclaration(kind: class, name: C), TypeDeclaration(kind: interface, name: D)])',
  ],
  [
    'void main() { } int x = 1; class C { }',
    "CompilationUnit(types: [TypeDeclaration(kind: class, implicit: true, name: , members: [MethodDeclaration(returnType: 'void', name: main, body: Block()), FieldDeclaration(fieldType: 'int', declarators: [VariableDeclarator(name: x, dimensions: 0, initializer: 1)]), TypeDeclaration(kind: class, name: C)])])",
  ],
  ['module a.b { requires c; }', 'CompilationUnit()'],
  ['import a.b; open module m { exports x to y; }', 'CompilationUnit(imports: [ImportDeclaration(name: a.b)])'],
  [
    'package p; class A { class B { enum C { D } } }',
    'CompilationUnit(packageName: p, types: [TypeDeclaration(kind: class, name: A, members: [TypeDeclaration(kind: class, name: B, members: [TypeDeclaration(kind: enum, name: C, constants: [EnumConstant(name: D)])])])])',
  ],
];

describe('compilation units', () => {
  test.each(TREES)('%s', (source, tree) => {
    expect(show(parseUnit(source))).toBe(tree);
    const text = source;
    expectSoundRanges(parseUnit(text), text);
  });
});
