/** The verdict under each kind of session manager. */
import { describe, expect, it } from 'vitest';
import { managers } from '../../../src/models/manager-records.ts';
import type { ReplicationModel } from '../../../src/models/managers.ts';
import { analyzeText, shop, summary } from './analyze-text.ts';

function handler(...lines: readonly string[]): string {
  const body = lines.map((line) => `    ${line}`).join('\n');
  return shop(`  void handle(HttpServletRequest request, HttpServletResponse response) throws java.io.IOException {
    HttpSession session = request.getSession();
    Cart cart = (Cart) session.getAttribute("cart");
${body}
  }`);
}

const change = 'cart.bump();';
const set = 'session.setAttribute("cart", cart);';
const redirect = 'response.sendRedirect("/done");';

const changed = handler(change);
const changedAndSet = handler(change, set);
const setAndChanged = handler(set, change);
const created = handler('Cart made = new Cart();', 'session.setAttribute("cart", made);', 'made.bump();');

/** Facts under a manager, by model: changed; changed, then set; set, then changed; created, set, then changed. */
const expected: Readonly<Record<ReplicationModel, readonly (readonly string[])[]>> = {
  SET_END: [['lost:15'], [], [], []],
  SET_EAGER: [['lost:15'], [], ['mutation-after-write:16'], ['mutation-after-write:17']],
  GET: [[], [], [], []],
  ALL: [[], [], [], []],
  HASH: [[], [], [], []],
  NONE: [[], [], [], []],
};

describe('every manager', () => {
  it.each(managers.map(({ name, replication }) => [name, replication] as const))(
    '%s is %s',
    (sessionManager, model) => {
      const found = [changed, changedAndSet, setAndChanged, created].map((text) => summary(text, { sessionManager }));
      expect(found).toEqual(expected[model]);
    },
  );

  it('stands for each model', () => {
    const models = new Set(managers.map(({ replication }) => replication));
    expect([...models].sort()).toEqual(Object.keys(expected).sort());
  });
});

describe('a manager that nobody knows', () => {
  it('counts as the default', () => {
    expect(summary(changed, { sessionManager: 'no-such-manager' })).toEqual(['lost:15']);
    expect(summary(setAndChanged, { sessionManager: 'no-such-manager' })).toEqual([]);
  });

  it('is the default where the project gives no signal', () => {
    expect(summary(changed, { sessionManager: 'auto' })).toEqual(['lost:15']);
    expect(summary(setAndChanged, { sessionManager: 'auto' })).toEqual([]);
  });
});

describe('a manager that saves when the response is committed', () => {
  const late = handler(set, redirect, change);

  it.each([
    ['tomcat', []],
    ['spring-session', ['lost:17']],
    ['spring-session-immediate', ['mutation-after-write:17']],
    ['spring-session-always', []],
    ['portable', ['mutation-after-write:17']],
  ])('%s, set before the redirect and changed behind it', (sessionManager, facts) => {
    expect(summary(late, { sessionManager })).toEqual(facts);
  });

  it.each([
    ['set behind the redirect again', handler(set, redirect, change, set)],
    ['changed before the redirect', handler(set, change, redirect)],
    ['changed and set before the redirect', handler(change, set, redirect)],
    ['removed before the redirect', handler('session.removeAttribute("cart");', redirect, change)],
  ])('spring-session, %s', (_name, text) => {
    expect(summary(text, { sessionManager: 'spring-session' })).toEqual([]);
  });

  it('spring-session, redirected on one path only', () => {
    const text = handler(set, 'if (request.isSecure()) {', redirect, '}', change);
    expect(summary(text, { sessionManager: 'spring-session' })).toEqual(['lost:19']);
  });
});

describe('a manager that serializes inside the set', () => {
  const eager = { sessionManager: 'redisson' };

  it('is told again by a second set', () => {
    expect(summary(handler(set, change, set), eager)).toEqual([]);
  });

  it('is not told on the path without one', () => {
    expect(summary(handler(set, change, `if (request.isSecure()) ${set}`), eager)).toEqual(['mutation-after-write:16']);
  });

  it('has nothing to lose of what was removed', () => {
    expect(summary(handler(set, change, 'session.removeAttribute("cart");'), eager)).toEqual([]);
    expect(summary(handler(set, change, 'session.invalidate();'), eager)).toEqual([]);
  });

  it('loses the change of an object inside the one that was set', () => {
    const lines = [
      'Cart outer = new Cart();',
      'Cart inner = new Cart();',
      'outer.next = inner;',
      'session.setAttribute("cart", outer);',
      'inner.bump();',
    ];
    expect(summary(handler(...lines), eager)).toEqual(['mutation-after-write:19']);
  });

  it('does not mind the change of another object', () => {
    const lines = [
      'Cart made = new Cart();',
      'Cart other = new Cart();',
      'session.setAttribute("cart", made);',
      'other.bump();',
    ];
    expect(summary(handler(...lines), eager)).toEqual([]);
  });

  it('shows where the change is, not where the set was', () => {
    const [fact] = analyzeText(setAndChanged, eager);
    expect(fact).toMatchObject({
      fact: 'mutation-after-write',
      key: '"cart"',
      change: 'cart.bump()',
      certainty: 'proved',
    });
  });
});
