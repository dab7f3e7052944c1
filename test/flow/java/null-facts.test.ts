/** What the analysis knows of null. */
import { describe, expect, it } from 'vitest';
import { shop, summary } from './analyze-text.ts';

function handle(body: string): readonly string[] {
  return summary(
    shop(`  static void touch(Cart cart) { if (cart != null) cart.bump(); }
  void handle(HttpSession session) {
    Cart cart = (Cart) session.getAttribute("cart");
${body}
  }`),
  );
}

describe('null', () => {
  it('means that there is nothing to lose', () => {
    expect(handle('    if (cart == null) return;\n    cart.bump();\n    session.setAttribute("cart", cart);')).toEqual(
      [],
    );
  });

  it('is excluded by a call', () => {
    expect(handle('    cart.bump();\n    if (cart != null) session.setAttribute("cart", cart);')).toEqual([]);
  });

  it('is kept through a boolean local', () => {
    const body =
      '    boolean found = cart != null;\n    if (found) cart.bump();\n    if (found) session.setAttribute("cart", cart);';
    expect(handle(body)).toEqual([]);
  });

  it('does not hide the path on which the object is there', () => {
    const body =
      '    if (cart == null) {\n      cart = new Cart();\n      session.setAttribute("cart", cart);\n    }\n    cart.bump();';
    expect(handle(body)).toEqual(['lost:19']);
  });

  it('is excluded by a field', () => {
    expect(handle('    cart.n++;\n    if (cart != null) session.setAttribute("cart", cart);')).toEqual([]);
  });

  it('is no second value of an attribute that was changed', () => {
    const again = '    Cart again = (Cart) session.getAttribute("cart");\n    if (again == null) return;';
    expect(handle(`    cart.bump();\n${again}\n    session.setAttribute("cart", again);`)).toEqual([]);
  });

  it('is excluded by a callee that changed the object', () => {
    expect(handle('    touch(cart);\n    if (cart != null) session.setAttribute("cart", cart);')).toEqual([]);
  });

  it('ends a path on which something is called on it', () => {
    expect(handle('    cart.bump();\n    cart = null;\n    cart.bump();')).toEqual([]);
  });
});
