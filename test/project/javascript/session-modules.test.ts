import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mayConcern } from '../../../src/project/javascript/session-use.ts';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'session-modules-'));
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

function write(path: string, text: string): string {
  const full = join(root, path);
  mkdirSync(dirname(full), { recursive: true });
  writeFileSync(full, text);
  return full;
}

function packageWith(...names: readonly string[]): void {
  const dependencies = Object.fromEntries(names.map((name) => [name, '*']));
  write('package.json', JSON.stringify({ dependencies }));
}

function concerns(path: string, text: string): boolean {
  return mayConcern(write(path, text), text);
}

const HELPER = `exports.basket = (request) => request.yar.get('basket');`;
const ROUTE = `const { basket } = require('./lib/basket');\nmodule.exports = (request) => { basket(request).n = 1; };`;

describe('a file that does not mention sessions', () => {
  it('is looked at when it imports a module that reads one', () => {
    packageWith('@hapi/yar');
    write('lib/basket.js', HELPER);
    expect(concerns('routes.js', ROUTE)).toBe(true);
  });

  it('is looked at when that module is reached through another one, or through an index file', () => {
    packageWith('@hapi/yar');
    write('lib/basket.js', HELPER);
    write('lib/order.js', `// keeps it in the session\nexports.order = require('./basket').basket;`);
    write('lib/index.js', `module.exports = { goods: require('./basket') };`);
    expect(concerns('a.js', `const { order } = require('./lib/order');\n(request) => order(request);`)).toBe(true);
    expect(concerns('b.js', `const { goods } = require('./lib');\n(request) => goods.basket(request);`)).toBe(true);
  });

  it('is not looked at when nothing that it imports reads a session', () => {
    packageWith('@hapi/yar');
    write('lib/basket.js', `exports.basket = (request) => request.query.basket;`);
    expect(concerns('routes.js', ROUTE)).toBe(false);
  });

  it('is not looked at when it has no request to hand on', () => {
    packageWith('@hapi/yar');
    write('lib/basket.js', HELPER);
    expect(concerns('sum.js', `const { basket } = require('./lib/basket');\nexports.sum = () => 1;`)).toBe(false);
  });

  it('is not looked at in projects whose sessions are compared when the request ends', () => {
    packageWith('express-session');
    write('lib/basket.js', `exports.basket = (req) => req.session.basket;`);
    expect(concerns('routes.js', ROUTE)).toBe(false);
  });

  it('ends with imports that go round', () => {
    packageWith('@hapi/yar');
    write('a.js', `require('./index.js');`);
    write('index.js', `require('./a.js'); require('./index.js');`);
    expect(concerns('b.js', `require('./index.js');\nmodule.exports = (request) => request;`)).toBe(false);
  });
});
