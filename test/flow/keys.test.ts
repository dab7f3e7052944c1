import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { constantKey, keyOf, keyText, matchKeys, spaceOf } from '../../src/flow/key.ts';
import { literalValue, unknownValue, valueOf } from '../../src/flow/value.ts';

fc.configureGlobal({ seed: 20_260_101 });

const constant = (text: string, space = 'http') => keyOf(space, literalValue(text, undefined), 'site');
const symbolic = (symbol: string, space = 'http') => keyOf(space, valueOf({ symbol }), 'site');

describe('a key', () => {
  it('gives back its constant and its space, whatever they hold', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom('http', 'portlet', 'shiro'), (text, space) => {
        const key = constant(text, space);
        expect(constantKey(key)).toBe(text);
        expect(spaceOf(key)).toBe(space);
      }),
    );
  });

  it('is the symbol of what is no constant', () => {
    expect(keyText(symbolic('com.shop.Keys.CART'))).toBe('com.shop.Keys.CART');
    expect(constantKey(symbolic('com.shop.Keys.CART'))).toBeUndefined();
  });

  it('of an unknown value is known by its place only', () => {
    expect(keyOf('http', unknownValue, 'A:1-2')).toBe('http|?A:1-2');
    expect(keyOf('http', unknownValue, 'A:1-2')).not.toBe(keyOf('http', unknownValue, 'A:3-4'));
  });

  it('that is a number is no constant key', () => {
    expect(constantKey(keyOf('http', literalValue(7, undefined), 'site'))).toBeUndefined();
  });
});

describe('matchKeys', () => {
  it('tells constants apart for certain', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        expect(matchKeys(constant(a), constant(b))).toBe(a === b ? 'same' : 'different');
      }),
    );
  });

  it.each([
    ['a constant and a symbol', constant('a'), symbolic('s'), 'maybe'],
    ['two symbols', symbolic('s'), symbolic('t'), 'maybe'],
    ['one symbol', symbolic('s'), symbolic('s'), 'same'],
    ['one constant in two spaces', constant('a'), constant('a', 'portlet'), 'different'],
    ['one symbol in two spaces', symbolic('s'), symbolic('s', 'portlet'), 'different'],
  ])('%s', (_name, a, b, expected) => {
    expect(matchKeys(a, b)).toBe(expected);
    expect(matchKeys(b, a)).toBe(expected);
  });
});
