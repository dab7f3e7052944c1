import { describe, expect, test } from 'vitest';
import { parseTypeName, type TypeName } from '../../src/flow/type-name.ts';
import { annotations, findModel, lookupCall, models, superModels } from '../../src/models/java/index.ts';
import type { Call, Operand } from '../../src/models/model.ts';

interface Place {
  readonly where: string;
  readonly arity: number | undefined;
  readonly call: Call;
}

const calls: readonly Place[] = models.flatMap(({ name, methods }) =>
  Object.entries(methods ?? {}).map(([key, call]) => {
    const arity = key.split('/')[1];
    return { where: `${name}.${key}`, arity: arity === undefined ? undefined : Number(arity), call };
  }),
);

function namesIn(type: TypeName): readonly string[] {
  return [type.name, ...type.args.flatMap(namesIn)];
}

/** Names in a type text that are neither a variable, nor a primitive, nor a class with a record. */
function strangers(text: string): readonly string[] {
  const primitives = new Set(['char', 'byte']);
  const variable = /^(?:\$\d|@\d(?:\.\d)?(?:\(\))?)$/u;
  return namesIn(parseTypeName(text)).filter(
    (name) => !variable.test(name) && !primitives.has(name) && findModel(name) === undefined,
  );
}

/** Every operand and argument index that a call refers to. */
function indexesOf({ does = [], gives = [] }: Call): readonly number[] {
  const operands: (Operand | readonly number[] | 'all' | undefined)[] = [];
  for (const meaning of does) {
    if ('key' in meaning) operands.push(meaning.key);
    if ('handle' in meaning) operands.push(meaning.handle);
    if ('when' in meaning) operands.push(meaning.when.argument);
    if (meaning.op === 'write') operands.push(typeof meaning.value === 'object' ? undefined : meaning.value);
    if (meaning.op === 'mutate') operands.push(meaning.target);
    if (meaning.op === 'invoke' || meaning.op === 'detach') operands.push(meaning.fn);
  }
  for (const result of gives) operands.push(...(Object.values(result) as (Operand | readonly number[] | 'all')[]));
  return operands.flat().filter((operand) => typeof operand === 'number');
}

describe('the records', () => {
  test('have each class once', () => {
    const names = models.map(({ name }) => name);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  test('are in javax form', () => {
    const jakarta = [...models, ...annotations].filter(({ name }) => name.startsWith('jakarta.'));
    expect(jakarta).toEqual([]);
  });

  test('name supertypes that have a record, and no class is its own supertype', () => {
    const unknown = models.flatMap((model) => (model.extends ?? []).flatMap(strangers));
    expect(unknown).toEqual([]);
    const circular = models.filter((model) =>
      superModels(model.name)
        .slice(1)
        .some((supermodel) => superModels(supermodel.name).includes(model)),
    );
    expect(circular.map(({ name }) => name)).toEqual([]);
  });

  test('name result types that have a record', () => {
    const unknown = calls.flatMap(({ where, call }) =>
      (call.returns === undefined ? [] : strangers(call.returns)).map((name) => `${where}: ${name}`),
    );
    expect(unknown).toEqual([]);
  });

  test('refer only to arguments that the call has', () => {
    const outside = calls.filter(
      ({ arity, call }) => arity !== undefined && indexesOf(call).some((index) => index >= arity),
    );
    expect(outside.map(({ where }) => where)).toEqual([]);
  });

  test('use a function result only of a function that they call', () => {
    const loose = calls.filter(({ call }) => {
      const called = new Set((call.does ?? []).map((meaning) => (meaning.op === 'invoke' ? meaning.fn : -1)));
      const used = (call.gives ?? []).flatMap((result) => ('returnedBy' in result ? [result.returnedBy] : []));
      return used.some((fn) => !called.has(fn));
    });
    expect(loose.map(({ where }) => where)).toEqual([]);
  });

  test('name roles that exist', () => {
    const roles = models.flatMap(({ parameterRoles }) => Object.values(parameterRoles ?? {}).flat());
    expect(roles.filter((role) => role !== null && findModel(role) === undefined)).toEqual([]);
    expect(roles.length).toBeGreaterThan(0);
  });

  test('are found in javax and in jakarta form, with the same meaning', () => {
    for (const { name } of models.filter((model) => model.name.startsWith('javax.'))) {
      const jakarta = name.replace('javax.', 'jakarta.');
      expect(findModel(jakarta), jakarta).toBe(findModel(name));
    }
    expect(lookupCall('jakarta.servlet.http.HttpSession', 'getAttribute', 1)).toEqual(
      lookupCall('javax.servlet.http.HttpSession', 'getAttribute', 1),
    );
    expect(findModel('jakarta.util.List')).toBeUndefined();
  });
});
