import { describe, expect, test } from 'vitest';
import { isGetterLike, isServiceType, isSetterLike, words } from '../../src/models/names.ts';

describe('words', () => {
  test.each([
    ['setURLOf2', ['set', 'url', 'of', '2']],
    ['UserDAOImpl', ['user', 'dao', 'impl']],
    ['set_name', ['set', 'name']],
    ['settle', ['settle']],
    ['', []],
  ])('%s', (name, expected) => {
    expect(words(name)).toEqual(expected);
  });
});

describe('setters', () => {
  test.each([
    'setName',
    'set',
    'addItem',
    'addToCart',
    'removeAll',
    'clear',
    'putAll',
    'updateTotal',
    'reset',
    'setURL',
    'getAndSet',
    'validateAndUpdate',
    'resetPassword',
    'pushState',
  ])('%s', (name) => {
    expect(isSetterLike(name)).toBe(true);
  });
  test.each([
    'setupComplete',
    'settle',
    'settings',
    'address',
    'additional',
    'getSet',
    'isReset',
    'putative',
    'popular',
    'cleared',
    'deleted',
    'addTo',
    'removeFrom',
    'setOf',
    'merge',
    'process',
    'toString',
    '',
    'build',
  ])('not %s', (name) => {
    expect(isSetterLike(name)).toBe(false);
  });

  test('a verb that databases know too needs an argument', () => {
    expect(isSetterLike('delete', 0)).toBe(false);
    expect(isSetterLike('update', 0)).toBe(false);
    expect(isSetterLike('delete', 1)).toBe(true);
    expect(isSetterLike('clear', 0)).toBe(true);
    expect(isSetterLike('updateTotals', 0)).toBe(true);
  });
});

describe('getters', () => {
  test.each(['getItems', 'get', 'findItem', 'peek', 'firstElement', 'currentPage', 'elementAt'])('%s', (name) => {
    expect(isGetterLike(name)).toBe(true);
  });
  test.each(['getCopy', 'getItemCount', 'getName', 'getId', 'gettysburg', 'setName', 'clone', ''])('not %s', (name) => {
    expect(isGetterLike(name)).toBe(false);
  });
});

describe('services', () => {
  test.each([
    'UserService',
    'UserServiceImpl',
    'UserDAO',
    'UserDaoImpl',
    'OrderRepository',
    'CartManager',
    'Logger',
    'StringUtils',
    'Util',
    'MailSender',
    'OrderControllerBean',
  ])('%s', (name) => {
    expect(isServiceType(name)).toBe(true);
  });
  test.each([
    'Cart',
    'UserBean',
    'SessionBean',
    'ServiceOrder',
    'ManagerProfile',
    'QueryBuilder',
    'Homepage',
    'Catalog',
    'UserForm',
    '',
  ])('not %s', (name) => {
    expect(isServiceType(name)).toBe(false);
  });
});
