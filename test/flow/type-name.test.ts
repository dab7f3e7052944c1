import { describe, expect, it } from 'vitest';
import {
  modelName,
  parseTypeName,
  sameType,
  simpleName,
  substitute,
  typeName,
  type TypeName,
} from '../../src/flow/type-name.ts';

function text(type: TypeName | undefined): string {
  if (type === undefined) return 'undefined';
  const args = type.args.length === 0 ? '' : `<${type.args.map(text).join(',')}>`;
  return type.name + args + '[]'.repeat(type.dims);
}

describe('parseTypeName', () => {
  it.each([
    'int',
    'java.lang.String',
    'java.util.Map.Entry<$0,java.util.List<$1>>',
    'java.util.Map<java.lang.String,java.util.Map<$0,$1[]>>[][]',
    '$0',
    '$1[]',
    '#struts2.SessionMap',
    '@0.1',
    '@0()',
  ])('%s', (written) => {
    expect(text(parseTypeName(written))).toBe(written);
  });

  it('allows blanks between arguments', () => {
    expect(text(parseTypeName('Map<A, B<C> >'))).toBe('Map<A,B<C>>');
  });
});

describe('substitute', () => {
  const [string, cart] = [typeName('String'), typeName('Cart')];

  it.each([
    ['$0', 'String'],
    ['$1[]', 'Cart[]'],
    ['Map<$0,List<$1>>', 'Map<String,List<Cart>>'],
    ['Map<$0,$1>[]', 'Map<String,Cart>[]'],
    ['Plain', 'Plain'],
    ['$2', 'undefined'],
    ['List<$2>', 'List'],
    ['Map<$0,List<$2>>', 'Map<String,List>'],
  ])('%s is %s', (written, expected) => {
    expect(text(substitute(parseTypeName(written), [string, cart]))).toBe(expected);
  });

  it('adds the dimensions of both', () => {
    expect(text(substitute(parseTypeName('$0[]'), [typeName('int', [], 1)]))).toBe('int[][]');
  });

  it('keeps the dimensions of a type whose argument is missing', () => {
    expect(text(substitute(parseTypeName('List<$5>[]'), []))).toBe('List[]');
  });
});

describe('names', () => {
  it.each([
    ['jakarta.servlet.http.HttpSession', 'javax.servlet.http.HttpSession'],
    ['jakarta.enterprise.context.SessionScoped', 'javax.enterprise.context.SessionScoped'],
    ['jakarta.unheard.Of', 'jakarta.unheard.Of'],
    ['javax.servlet.http.HttpSession', 'javax.servlet.http.HttpSession'],
    ['org.jakarta.servlet.X', 'org.jakarta.servlet.X'],
  ])('the models know %s as %s', (name, expected) => {
    expect(modelName(name)).toBe(expected);
  });

  it('a simple name is what follows the last dot', () => {
    expect(simpleName('a.b.C')).toBe('C');
    expect(simpleName('C')).toBe('C');
  });

  it('types are the same by name and dimensions', () => {
    expect(sameType(typeName('A'), typeName('A', [typeName('B')]))).toBe(true);
    expect(sameType(typeName('A'), typeName('A', [], 1))).toBe(false);
    expect(sameType(undefined, typeName('A'))).toBe(false);
    expect(sameType(undefined, undefined)).toBe(true);
  });
});
