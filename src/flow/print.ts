/** The intermediate representation as text, for `--dump ir`. */
import type { Effect, Func, Terminator, Test, Var } from './ir.ts';
import type { TypeName } from './type-name.ts';

export function printFunction(func: Func): string {
  const name = (variable: Var): string => {
    const known = func.variables.get(variable);
    return known === undefined ? `%${variable}` : `${known.name}%${variable}`;
  };
  const lines = [`function ${func.name}(${func.parameters.map((one) => name(one.variable)).join(', ')})`];
  if (func.limit !== null) lines.push(`  not analysed: ${func.limit}`);
  func.blocks.forEach((block, id) => {
    lines.push(`  block ${id}:`);
    for (const effect of block.effects) lines.push(`    ${printEffect(effect, name)}`);
    lines.push(`    ${printTerminator(block.terminator, name)}`);
  });
  const nested = func.blocks.flatMap((block) =>
    block.effects.flatMap((effect) => {
      if (effect.op === 'closure') return [printFunction(effect.func)];
      return effect.op === 'new' ? [...(effect.methods?.values() ?? [])].map(printFunction) : [];
    }),
  );
  return [...lines, '', ...nested].join('\n');
}

type Name = (variable: Var) => string;

function typeText(type: TypeName | undefined): string {
  return type === undefined ? '?' : type.name + '[]'.repeat(type.dims);
}

function printEffect(effect: Effect, name: Name): string {
  switch (effect.op) {
    case 'constant':
      return `${name(effect.into)} = ${JSON.stringify(effect.value)}`;
    case 'alias':
      return `${name(effect.into)} = ${name(effect.from)}${effect.type === undefined ? '' : ` as ${typeText(effect.type)}`}`;
    case 'unknown':
      return `${name(effect.into)} = unknown ${typeText(effect.type)}`;
    case 'symbol':
      return `${name(effect.into)} = ${effect.text}`;
    case 'new':
      return `${name(effect.into)} = new ${typeText(effect.type)}(${effect.args.map(name).join(', ')})`;
    case 'load':
      return `${name(effect.into)} = ${effect.object === null ? typeText(effect.owner) : name(effect.object)}.${effect.field}`;
    case 'store':
      return `${effect.object === null ? typeText(effect.owner) : name(effect.object)}.${effect.field} = ${name(effect.from)}`;
    case 'element':
      return `${name(effect.into)} = element of ${name(effect.of)}`;
    case 'store-element':
      return `element of ${name(effect.object)} = ${name(effect.from)}`;
    case 'call': {
      const receiver = effect.receiver === null ? typeText(effect.owner) : name(effect.receiver);
      return `${name(effect.into)} = call ${receiver}.${effect.name}(${effect.args.map(name).join(', ')})`;
    }
    case 'enter-try':
      return 'enter try';
    case 'closure':
      return `${name(effect.into)} = closure ${effect.func.name}`;
    case 'combine':
      return `${name(effect.into)} = ${effect.operator} ${effect.parts.map(name).join(', ')}`;
    case 'test':
      return `${name(effect.into)} = ${printTest(effect.test, name)}`;
    case 'step':
      return `${name(effect.into)} = step ${name(effect.variable)}${effect.prefix ? ' first' : ' after'}`;
  }
}

function printTest(test: Test, name: Name): string {
  switch (test.kind) {
    case 'true':
      return name(test.value);
    case 'null':
      return `${name(test.value)} is null`;
    case 'equal':
      return `${name(test.left)} equals ${name(test.right)}`;
    case 'instance':
      return `${name(test.value)} is a ${typeText(test.type)}`;
    case 'more':
      return `more in ${name(test.of)}`;
    case 'unknown':
      return 'unknown';
  }
}

function printTerminator(terminator: Terminator, name: Name): string {
  switch (terminator.kind) {
    case 'goto':
      return `goto ${terminator.to}`;
    case 'branch':
      return `if ${printTest(terminator.test, name)} then ${terminator.then} else ${terminator.otherwise}`;
    case 'return':
      return terminator.value === null ? 'return' : `return ${name(terminator.value)}`;
    case 'throw':
      return `throw ${typeText(terminator.type)}`;
  }
}
