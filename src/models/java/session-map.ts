import type { MethodModel } from '../model.ts';
import { both, drops, invokes, names, reads, removes, returns, writes } from './calls.ts';

/**
 * The methods of a java.util.Map whose entries are the session's attributes. It extends nothing, so that no entry of the
 * table of java.util.Map applies. What entrySet() and values() give has no known key and is left alone: a change made
 * through them is not found.
 */
export function sessionMapMethods(write: { readonly ignoresSameInstance?: true } = {}): MethodModel {
  const absent = { onlyWhenAbsent: true } as const;
  return {
    'get/1': reads(),
    'getOrDefault/2': reads(),
    'put/2': writes(0, 1, write),
    'replace/2': writes(0, 1, write),
    // Both Mojarra's and the others' putAll set every value.
    'putAll/1': writes('unknown', 0),
    'putIfAbsent/2': both(reads(), writes(0, 1, absent)),
    'computeIfAbsent/2': both(reads(), invokes(1, null), writes(0, { returnedBy: 1 }, absent)),
    'computeIfPresent/2': both(reads(), invokes(1, null, null), writes(0, { returnedBy: 1 }, write)),
    'compute/2': both(reads(), invokes(1, null, null), writes(0, { returnedBy: 1 }, write)),
    'merge/3': both(reads(), invokes(2, null, null), writes(0, 1, write)),
    'remove/1': removes(),
    'clear/0': drops(),
    'keySet/0': names('java.util.Set<java.lang.String>'),
    'toString/0': returns('java.lang.String'),
  };
}
