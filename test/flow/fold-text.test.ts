import { describe, expect, it } from 'vitest';
import { foldText } from '../../src/flow/fold-text.ts';
import type { Literal } from '../../src/flow/ir.ts';
import { typeName } from '../../src/flow/type-name.ts';
import { literalValue, unknownValue, valueOf } from '../../src/flow/value.ts';

const text = (value: Literal) => literalValue(value, undefined);

describe('foldText', () => {
  it.each<[string, string, Literal[], Literal | undefined]>([
    ['equals', 'cart', ['cart'], true],
    ['equals', 'cart', ['Cart'], false],
    ['equals', 'cart', [null], false],
    ['equalsIgnoreCase', 'cart', ['CART'], true],
    ['equalsIgnoreCase', 'cart', [null], undefined],
    ['startsWith', 'shop.cart', ['shop.'], true],
    ['startsWith', 'shop.cart', ['cart'], false],
    ['startsWith', 'shop.cart', ['cart', 5], undefined],
    ['endsWith', 'shop.cart', ['cart'], true],
    ['concat', 'shop.', ['cart'], 'shop.cart'],
    ['trim', ' cart ', [], 'cart'],
    ['strip', ' cart ', [], 'cart'],
    ['toUpperCase', 'cart', [], 'CART'],
    ['toUpperCase', 'cart', ['ROOT'], undefined],
    ['toLowerCase', 'Cart', [], 'cart'],
    ['intern', 'cart', [], 'cart'],
    ['toString', 'cart', [], 'cart'],
    ['substring', 'cart', [1], undefined],
    ['hashCode', 'cart', [], undefined],
  ])('%s of %j with %j is %j', (name, self, args, expected) => {
    expect(foldText(name, text(self), args.map(text))).toBe(expected);
  });

  it('knows nothing of an unknown operand', () => {
    expect(foldText('concat', text('a'), [unknownValue])).toBeUndefined();
    expect(foldText('equals', text('a'), [unknownValue])).toBeUndefined();
    expect(foldText('concat', unknownValue, [text('a')])).toBeUndefined();
    expect(foldText('concat', undefined, [text('a')])).toBeUndefined();
  });

  it('names an enum constant', () => {
    const cart = valueOf({ symbol: 'shop.Key.CART', type: typeName('shop.Key') });
    expect(foldText('name', cart, [])).toBe('CART');
    expect(foldText('toString', cart, [])).toBeUndefined();
    expect(foldText('name', cart, [text('x')])).toBeUndefined();
    expect(foldText('name', valueOf({ symbol: 'shop.Other.CART', type: typeName('shop.Key') }), [])).toBeUndefined();
  });

  it('names a class', () => {
    const cart = valueOf({ symbol: 'shop.Cart.class', type: typeName('java.lang.Class') });
    expect(foldText('getName', cart, [])).toBe('shop.Cart');
    expect(foldText('getSimpleName', cart, [])).toBe('Cart');
    expect(foldText('getName', valueOf({ symbol: 's', type: typeName('java.lang.Class') }), [])).toBeUndefined();
  });
});
