/** What a finding shows: the path, in words and places. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { findingsIn, shop, type AnalyzeOptions, type Finding } from './analyze-text.ts';

function only(text: string, options: AnalyzeOptions = {}): Finding {
  const found = findingsIn(text, options);
  const [first] = found;
  if (first === undefined || found.length > 1) throw new Error(`${found.length} findings`);
  return first;
}

/** `role line:column`, with the file where it is another one. */
function traceOf(finding: Finding): readonly string[] {
  return finding.trace.map(({ role, line, column, file }) => {
    const where = file === null ? '' : ` ${basename(file)}`;
    return `${role} ${line}:${column}${where}`;
  });
}

describe('the trace', () => {
  it('leads from the read over the change to the end', () => {
    const text = shop(`  void handle(HttpSession session) {
    Cart cart = (Cart) session.getAttribute("cart");
    cart.n = 3;
  }`);
    const finding = only(text);
    expect(traceOf(finding)).toEqual(['read 13:24', 'change 14:5', 'end 15:3']);
    expect(finding.trace.map((step) => step.text)).toEqual([
      'attribute "cart" is read here',
      'it is changed here',
      'the path ends here without a write of "cart"',
    ]);
    expect(finding.trace.map(({ range }) => text.slice(...range))).toEqual([
      'session.getAttribute("cart")',
      'cart.n = 3',
      '}',
    ]);
    expect(text.slice(...finding.range)).toBe('cart.n = 3');
    expect(finding).toMatchObject({ key: '"cart"', change: 'cart.n = 3', end: 'line 15', certainty: 'proved' });
  });

  it('ends at the return that the write does not reach', () => {
    const finding = only(
      shop(`  void handle(HttpServletRequest request, HttpSession session) {
    Cart cart = (Cart) session.getAttribute("cart");
    cart.n = 3;
    if (request.isSecure()) {
      return;
    }
    session.setAttribute("cart", cart);
  }`),
    );
    expect(traceOf(finding)).toEqual(['read 13:24', 'change 14:5', 'end 16:7']);
    expect(finding.end).toBe('line 16');
  });

  it('shows the first change of a path', () => {
    const finding = only(
      shop(`  void handle(HttpSession session) {
    Cart cart = (Cart) session.getAttribute("cart");
    cart.n = 3;
    cart.n = 4;
    cart.items.clear();
  }`),
    );
    expect(traceOf(finding)).toEqual(['read 13:24', 'change 14:5', 'end 17:3']);
  });

  it('goes into the method that was handed the object', () => {
    const finding = only(
      shop(`  static void touch(Cart one) {
    one.bump();
  }
  void handle(HttpSession session) {
    Cart cart = (Cart) session.getAttribute("cart");
    touch(cart);
  }`),
    );
    expect(traceOf(finding)).toEqual(['read 16:24', 'call 17:5', 'call 13:5', 'change 8:19', 'end 18:3']);
    expect(finding).toMatchObject({ kind: 'lostInCall', change: 'touch(cart)' });
  });

  it('goes on through several methods', () => {
    const finding = only(
      shop(`  static void outer(Cart one) {
    inner(one);
  }
  static void inner(Cart two) {
    two.bump();
  }
  void handle(HttpSession session) {
    Cart cart = (Cart) session.getAttribute("cart");
    outer(cart);
  }`),
    );
    expect(traceOf(finding)).toEqual(['read 19:24', 'call 20:5', 'call 13:5', 'call 16:5', 'change 8:19', 'end 21:3']);
  });

  it('counts lines by any line end', () => {
    const text = shop(`  void handle(HttpSession session) {
    Cart cart = (Cart) session.getAttribute("cart");
    cart.bump();
  }`);
    const expected = traceOf(only(text));
    expect(traceOf(only(text.replaceAll('\n', '\r\n')))).toEqual(expected);
    expect(traceOf(only(text.replaceAll('\n', '\r')))).toEqual(expected);
  });
});

describe('the trace into another file', () => {
  let folder = '';
  beforeAll(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'session-lint-trace-')));
    writeFileSync(
      join(folder, 'Basket.java'),
      'public class Basket implements java.io.Serializable {\n  private int n;\n  public void fill() { n++; }\n  public int size() { return n; }\n}\n',
    );
    writeFileSync(
      join(folder, 'Filler.java'),
      'public class Filler {\n  public static void run(Basket basket) {\n    basket.fill();\n  }\n}\n',
    );
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const use = (statement: string): string => `import jakarta.servlet.http.HttpSession;
public class Use {
  void handle(HttpSession session) {
    Basket basket = (Basket) session.getAttribute("basket");
    ${statement}
  }
}
`;

  it('names that file', () => {
    const finding = only(use('Filler.run(basket);'), { path: join(folder, 'Use.java') });
    expect(traceOf(finding)).toEqual([
      'read 4:30',
      'call 5:5',
      'call 3:5 Filler.java',
      'change 3:24 Basket.java',
      'end 6:3',
    ]);
    expect(finding.trace[2]?.file).toBe(join(folder, 'Filler.java'));
    expect(finding).toMatchObject({ kind: 'lostInCall', certainty: 'proved' });
  });

  it('goes into a method of the object itself', () => {
    const finding = only(use('basket.fill();'), { path: join(folder, 'Use.java') });
    expect(finding).toMatchObject({ kind: 'lost', certainty: 'proved', change: 'basket.fill()' });
    expect(traceOf(finding)).toEqual(['read 4:30', 'call 5:5', 'change 3:24 Basket.java', 'end 6:3']);
  });

  it('is not there for a method that changes nothing', () => {
    expect(findingsIn(use('basket.size();'), { path: join(folder, 'Use.java') })).toEqual([]);
  });
});

describe('certainty', () => {
  it('is likely for a method that cannot be read', () => {
    const finding = only(
      shop(`  void handle(HttpSession session) {
    gone.User user = (gone.User) session.getAttribute("user");
    user.setName("x");
  }`),
    );
    expect(finding).toMatchObject({ kind: 'likelyLost', certainty: 'likely' });
  });

  it('is proved for a library class', () => {
    const finding = only(
      shop(`  void handle(HttpSession session) {
    List<String> list = (List<String>) session.getAttribute("list");
    list.add("x");
  }`),
    );
    expect(finding).toMatchObject({ kind: 'lost', certainty: 'proved' });
  });

  it('is likely where only an exception skips the write', () => {
    const finding = only(
      shop(`  void load() throws java.io.IOException { }
  void handle(HttpSession session) {
    Cart cart = (Cart) session.getAttribute("cart");
    try {
      cart.bump();
      load();
      session.setAttribute("cart", cart);
    } catch (java.io.IOException e) {
      e.printStackTrace();
    }
  }`),
    );
    expect(finding).toMatchObject({ kind: 'lost', certainty: 'likely' });
  });
});

describe('the key', () => {
  const member = (key: string, declarations = ''): string =>
    shop(`${declarations}
  void handle(HttpSession session, String name) {
    Cart cart = (Cart) session.getAttribute(${key});
    cart.bump();
  }`);

  it.each([
    ['a literal', '"cart"', '', '"cart"'],
    ['a constant', 'KEY', 'static final String KEY = "cart";', '"cart"'],
    ['a concatenation of constants', 'PREFIX + "cart"', 'static final String PREFIX = "shop.";', '"shop.cart"'],
    ['a parameter', 'name', '', 'name'],
    ['an expression', 'name + ".cart"', '', 'name + ".cart"'],
    ['a name with quotes and a line end', String.raw`"a\"b\n"`, '', String.raw`"a\"b\n"`],
  ])('is shown for %s', (_name, key, declarations, shown) => {
    expect(only(member(key, declarations)).key).toBe(shown);
  });

  it('and the change are one line of bounded length', () => {
    const text = shop(`  void handle(HttpSession session, String name) {
    List<String> list = (List<String>) session.getAttribute("list");
    list.add(
        "x" +
        "${'y'.repeat(200)}");
  }`);
    const { change } = only(text);
    expect(change).toMatch(/^list\.add\( "x" \+ "y+…$/);
    expect(change.length).toBe(80);
  });
});
