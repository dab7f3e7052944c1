/** Generated code: the analysis ends with the right finding, or says that it gave up. It never throws. */
import { afterAll, describe, expect, it } from 'vitest';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { analyzeText, lineOf, shop, summary } from './analyze-text.ts';

const timeout = 60_000;
const read = 'Cart cart = (Cart) session.getAttribute("cart");';
const write = 'session.setAttribute("cart", cart);';

function times(count: number, line: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => line(index)).join('\n');
}

function nested(count: number, open: string, middle: string, close: string): string {
  return `${`${open}\n`.repeat(count)}${middle}\n${`${close}\n`.repeat(count)}`;
}

function method(body: string, members = ''): string {
  return shop(`${members}\nvoid m(HttpSession session, int x, List<String> names) {\n${read}\n${body}\n}`);
}

/** Kinds of findings, without places. */
function kinds(text: string): readonly string[] {
  return [...new Set(summary(text).map((one) => one.replace(/:.*/, '')))].sort();
}

/** The change is found when it is not written, and is not when it is; in both cases the analysis may give up. */
function judgesOrGivesUp(body: string, members = ''): void {
  expect([['lost'], ['limit']]).toContainEqual(kinds(method(body, members)));
  expect([[], ['limit']]).toContainEqual(kinds(method(`${body}\n${write}`, members)));
}

function judges(body: string, members = ''): void {
  expect(kinds(method(body, members))).toEqual(['lost']);
  expect(kinds(method(`${body}\n${write}`, members))).toEqual([]);
}

describe('large methods', () => {
  it('10,000 statements', () => judges(`cart.bump();\n${times(10_000, (i) => `int v${i} = x + ${i};`)}`), timeout);

  it('1,000 changes', () => judges(times(1_000, () => 'cart.bump();')), timeout);

  it(
    '1,000 changes, each written',
    () => {
      expect(kinds(method(times(1_000, () => `cart.bump();\n${write}`)))).toEqual([]);
    },
    timeout,
  );

  it('500 branches, each with a change', () => judges(times(500, (i) => `if (x == ${i}) cart.bump();`)), timeout);

  it(
    '500 branches that change or write',
    () => {
      const body = times(500, (i) => (i % 2 === 0 ? `if (x == ${i}) cart.bump();` : `if (x == ${i}) ${write}`));
      judges(body);
    },
    timeout,
  );

  it(
    '40 branches with a flag each',
    () => {
      judgesOrGivesUp(times(40, (i) => `boolean f${i} = false;\nif (x == ${i}) { cart.bump(); f${i} = true; }`));
    },
    timeout,
  );

  it('200 else-ifs', () => judges(`${times(200, (i) => `if (x == ${i}) cart.bump();\nelse`)} cart.n++;`), timeout);

  it(
    'a switch of 500 cases',
    () => {
      judges(`switch (x) {\n${times(500, (i) => `case ${i}: cart.bump(); break;`)}\n}`);
    },
    timeout,
  );

  it(
    'a switch of 80 cases that fall through',
    () => {
      judges(`switch (x) {\n${times(80, (i) => `case ${i}: cart.bump();`)}\n}`);
    },
    timeout,
  );

  it(
    'a condition of 2,000 operators',
    () => {
      judges(`if (${times(2_000, (i) => `x == ${i} ||`)} x < 0) cart.bump();`);
    },
    timeout,
  );

  it(
    'a concatenation of 2,000 parts',
    () => {
      judgesOrGivesUp(`cart.bump();\nString s = ${times(2_000, (i) => `"a${i}" +`)} x;`);
    },
    timeout,
  );

  it(
    '300 lambdas',
    () => {
      const lambdas = times(300, (i) => `Runnable r${i} = () -> cart.bump();`);
      judgesOrGivesUp(`${lambdas}\n${times(300, (i) => `r${i}.run();`)}`);
    },
    timeout,
  );

  it(
    '300 keys in one method',
    () => {
      const body = times(300, (i) => `Cart c${i} = (Cart) session.getAttribute("k${i}");\nc${i}.bump();`);
      const text = method(body);
      const facts = analyzeText(text);
      const lost = facts.filter((fact) => fact.fact === 'lost-mutation').length;
      const gaveUp = facts.some((fact) => fact.fact === 'limit');
      expect(lost === 300 || gaveUp, `${lost} findings and no word of the rest`).toBe(true);
      const written = times(300, (i) => `session.setAttribute("k${i}", c${i});`);
      expect([[], ['limit']]).toContainEqual(kinds(method(`${body}\n${written}`)));
    },
    timeout,
  );

  it(
    '1,000 aliases',
    () => {
      judges(`Cart a0 = cart;\n${times(1_000, (i) => `Cart a${i + 1} = a${i};`)}\na1000.bump();`);
    },
    timeout,
  );
});

describe('deep methods', () => {
  it('200 blocks', () => judges(nested(200, '{', 'cart.bump();', '}')), timeout);

  it('100 ifs', () => judges(nested(100, 'if (x > 0) {', 'cart.bump();', '}')), timeout);

  it('100 loops', () => judges(nested(100, 'while (x > 0) {', 'cart.bump();', '}')), timeout);

  it(
    '60 try statements with finally',
    () => {
      judgesOrGivesUp(nested(60, 'try {', 'cart.bump();', '} finally { x++; }'));
    },
    timeout,
  );

  it(
    '60 finally blocks in finally blocks',
    () => {
      judgesOrGivesUp(nested(60, 'try { x++; } finally {', 'cart.bump();', '}'));
    },
    timeout,
  );

  it(
    '60 try statements with finally and returns at each level',
    () => {
      judgesOrGivesUp(nested(60, 'try { if (x > 1) return;', 'cart.bump();', '} finally { x++; }'));
    },
    timeout,
  );

  it(
    '6 lambdas in lambdas',
    () => {
      judges(nested(6, 'names.forEach(n -> {', 'cart.bump();', '});'));
    },
    timeout,
  );

  it(
    '200 calls in a chain',
    () => {
      judgesOrGivesUp(`StringBuilder s = new StringBuilder();\ns${'.append(x)'.repeat(200)};\ncart.bump();`);
    },
    timeout,
  );
});

describe('what lies too deep', () => {
  it(
    'a change behind 500 calls is found, or said to be too far away',
    () => {
      const chain = times(500, (i) => `private void m${i}(Cart c) { ${i < 499 ? `m${i + 1}(c);` : 'c.bump();'} }`);
      expect(summary(method('m0(cart);', chain))).not.toEqual([]);
    },
    timeout,
  );

  it(
    'a change in 60 lambdas is found, or said to be too far away',
    () => {
      judgesOrGivesUp(nested(60, 'names.forEach(n -> {', 'cart.bump();', '});'));
    },
    timeout,
  );

  it(
    'a method of the last of 1,000 superclasses is found',
    () => {
      const classes = times(1_000, (i) => `static class C${i} extends C${i + 1} { }`);
      const text = shop(`${classes}\nstatic class C1000 { int n; void bump() { n++; } }
      void m(HttpSession session) { C0 cart = (C0) session.getAttribute("cart"); cart.bump(); }`);
      expect(kinds(text)).not.toEqual([]);
    },
    timeout,
  );
});

describe('calls', () => {
  it(
    '500 methods that call each other in a chain',
    () => {
      const chain = times(500, (i) => `private void m${i}(Cart c) { ${i < 499 ? `m${i + 1}(c);` : 'c.bump();'} }`);
      expect(() => summary(method('m0(cart);', chain))).not.toThrow();
      expect(kinds(method(`m0(cart);\n${write}`, chain))).toEqual(['limit']);
    },
    timeout,
  );

  it(
    'methods that call two others, 12 deep',
    () => {
      const tree = times(12, (i) => `private void m${i}(Cart c) { m${i + 1}(c); m${i + 1}(c); }`);
      const leaf = '\nprivate void m12(Cart c) { c.bump(); }';
      expect(() => summary(method('m0(cart);', tree + leaf))).not.toThrow();
    },
    timeout,
  );

  it(
    'mutual recursion',
    () => {
      const members = `private void a(Cart c, int x) { if (x > 0) b(c, x - 1); c.bump(); }
      private void b(Cart c, int x) { if (x > 0) a(c, x - 1); }`;
      expect(kinds(method('a(cart, x);', members))).toEqual(['lostInCall']);
      expect(kinds(method('b(cart, x);', members))).toEqual(['lostInCall']);
      expect(kinds(method(`a(cart, x);\n${write}`, members))).toEqual([]);
    },
    timeout,
  );

  it(
    'a method that calls only itself',
    () => {
      expect(kinds(method('loop(cart);', 'private void loop(Cart c) { loop(c); }'))).toEqual([]);
    },
    timeout,
  );

  it(
    'recursion that writes',
    () => {
      const members =
        'private void save(HttpSession s, Cart c, int x) { if (x > 0) { save(s, c, x - 1); return; } s.setAttribute("cart", c); }';
      expect(kinds(method('cart.bump();\nsave(session, cart, x);', members))).toEqual([]);
    },
    timeout,
  );
});

describe('odd declarations', () => {
  const use = 'void m(HttpSession session) { Sub cart = (Sub) session.getAttribute("cart"); cart.bump(); }';

  it.each([
    ['a class that extends itself', 'static class Sub extends Sub { int n; void bump() { n++; } }'],
    [
      'a cycle of classes',
      'static class Sub extends Other { int n; void bump() { n++; } } static class Other extends Sub { }',
    ],
    [
      'a cycle of interfaces',
      'interface A extends B {} interface B extends A {} static class Sub implements A { int n; void bump() { n++; } }',
    ],
    ['a superclass that is missing', 'static class Sub extends gone.Base { int n; void bump() { n++; } }'],
    [
      'two classes of one name',
      'static class Sub { int n; void bump() { n++; } } static class Sub { int n; void bump() { n++; } }',
    ],
    ['a class named like its outer class', 'static class Shop { } static class Sub { int n; void bump() { n++; } }'],
  ])('%s', (_name, declarations) => {
    expect(kinds(shop(`${declarations}\n${use}`))).toEqual(['lost']);
  });

  it.each([
    ['a constant of itself', 'static final String KEY = KEY;'],
    ['constants of each other', 'static final String KEY = OTHER + "x"; static final String OTHER = KEY + "y";'],
    ['a constant of itself twice', 'static final String KEY = KEY + KEY;'],
    ['a constant through a class that is missing', 'static final String KEY = gone.Keys.CART;'],
    ['an enum constant of itself', 'enum E { A(E.A.name()); E(String s) { } } static final String KEY = E.A.name();'],
  ])('%s', (_name, declarations) => {
    const open = 'void m(HttpSession session) { Cart cart = (Cart) session.getAttribute(KEY); cart.bump(); ';
    expect(kinds(shop(`${declarations}\n${open}}`))).toEqual(['lost']);
    expect(kinds(shop(`${declarations}\n${open}session.setAttribute(KEY, cart); }`))).toEqual([]);
  });

  it(
    'a chain of 2,000 constants',
    () => {
      const chain = times(2_000, (i) => `static final String K${i} = K${i + 1};`);
      const text = shop(`${chain}\nstatic final String K2000 = "cart";
      void m(HttpSession session) { Cart cart = (Cart) session.getAttribute(K0); cart.bump(); session.setAttribute(K0, cart); }`);
      expect(kinds(text)).toEqual([]);
    },
    timeout,
  );

  it(
    'a constant of 30 doublings',
    () => {
      const chain = times(30, (i) => `static final String K${i} = K${i + 1} + K${i + 1};`);
      const text = shop(`${chain}\nstatic final String K30 = "x";
      void m(HttpSession session) { Cart cart = (Cart) session.getAttribute(K0); cart.bump(); session.setAttribute(K0, cart); }`);
      expect(kinds(text)).toEqual([]);
    },
    timeout,
  );

  it(
    'a hierarchy of 20 classes',
    () => {
      const classes = times(20, (i) => `static class C${i} extends C${i + 1} { }`);
      const text = shop(`${classes}\nstatic class C20 { int n; void bump() { n++; } }
      void m(HttpSession session) { C0 cart = (C0) session.getAttribute("cart"); cart.bump(); }`);
      expect(kinds(text)).toEqual(['lost']);
    },
    timeout,
  );
});

describe('several files', () => {
  const folder = mkdtempSync(join(tmpdir(), 'session-lint-flow-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('that extend and call each other in a circle', () => {
    const put = (name: string, text: string): void => writeFileSync(join(folder, `${name}.java`), text);
    put('A', 'public class A extends B { public void change(Cart c) { new B().change(c); } }');
    put('B', 'public class B extends A { public void change(Cart c) { new A().change(c); c.bump(); } }');
    put('Cart', 'public class Cart implements java.io.Serializable { int n; public void bump() { n++; } }');
    const text = `import jakarta.servlet.http.HttpSession;
public class Use {
  void m(HttpSession session) {
    Cart cart = (Cart) session.getAttribute("cart");
    new A().change(cart);
  }
}
`;
    const facts = analyzeText(text, { path: join(folder, 'Use.java') });
    expect(facts.map((fact) => [fact.fact, lineOf(text, fact.range[0])])).toEqual([['lost-mutation', 5]]);
  });
});
