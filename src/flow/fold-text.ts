/** Constant folding of the few string methods that occur in attribute keys, and of equality with a constant. */
import type { Literal } from './ir.ts';
import type { Value } from './value.ts';

export function foldText(name: string, receiver: Value | undefined, args: readonly Value[]): Literal | undefined {
  const self = receiver?.literal;
  const first = args[0]?.literal;
  if (typeof self !== 'string') return nameOf(name, receiver, args);
  switch (name) {
    case 'equals':
      return args.length === 1 && first !== undefined ? self === first : undefined;
    case 'equalsIgnoreCase':
      return typeof first === 'string' ? self.toLowerCase() === first.toLowerCase() : undefined;
    case 'startsWith':
      return args.length === 1 && typeof first === 'string' ? self.startsWith(first) : undefined;
    case 'endsWith':
      return typeof first === 'string' ? self.endsWith(first) : undefined;
    case 'concat':
      return typeof first === 'string' ? self + first : undefined;
    case 'trim':
    case 'strip':
      return self.trim();
    case 'toUpperCase':
      return args.length === 0 ? self.toUpperCase() : undefined;
    case 'toLowerCase':
      return args.length === 0 ? self.toLowerCase() : undefined;
    case 'intern':
    case 'toString':
      return self;
    default:
      return undefined;
  }
}

/** `Key.CART.name()` of an enum constant, `Cart.class.getName()` of a class: symbols that carry their own name. */
function nameOf(name: string, receiver: Value | undefined, args: readonly Value[]): string | undefined {
  const { symbol, type } = receiver ?? {};
  if (symbol === undefined || type === undefined || args.length > 0) return undefined;
  if (type.name === 'java.lang.Class') {
    const className = symbol.endsWith('.class') ? symbol.slice(0, -'.class'.length) : undefined;
    if (name === 'getName') return className;
    return name === 'getSimpleName' ? className?.slice(className.lastIndexOf('.') + 1) : undefined;
  }
  const constant = symbol.startsWith(`${type.name}.`) ? symbol.slice(type.name.length + 1) : '';
  return name === 'name' && /^\w+$/.test(constant) ? constant : undefined;
}
