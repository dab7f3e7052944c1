/** mod_jk's workers.properties as a balancer. Behind it stands a servlet container, and it is sticky unless told otherwise. */
import type { JkConfig, JkProperty } from '../../../languages/balancer/ast.ts';
import type { Affinity, BalancedServer } from '../balancer-model.ts';
import { hasPlaceholder } from '../placeholder.ts';
import { MAX_GROUPS, type AffinityFault, type BalancerGroup, type BalancerReading, type Repair } from './reading.ts';

type Workers = ReadonlyMap<string, ReadonlyMap<string, JkProperty>>;

/** jk_get_bool_code in jk_util.c: the first character, or `off`. */
const FALSE = /^(?:f|n|0|off)/i;
const MAX_REFERENCES = 20;

export function readJk({ body }: JkConfig): BalancerReading {
  const workers = workersOf(body);
  const groups: BalancerGroup[] = [];
  const faults: AffinityFault[] = [];
  const templates = templatesOf(workers, body);
  for (const name of [...workers.keys()].slice(0, MAX_GROUPS)) {
    const type = propertyOf(workers, name, 'type')?.value.value.toLowerCase();
    const list = propertyOf(workers, name, 'balance_workers') ?? propertyOf(workers, name, 'balanced_workers');
    if (type !== 'lb' || list === undefined || templates.has(name)) continue;
    const sticky = propertyOf(workers, name, 'sticky_session');
    const off = sticky !== undefined && FALSE.test(sticky.value.value);
    const members = list.value.value.split(/[\s,;]+/).filter((member) => member !== '');
    const affinity: Affinity = off
      ? { kind: 'none' }
      : {
          kind: 'some',
          directive: `sticky_session=${sticky?.value.value ?? 'true, by default'}`,
          range: list.range,
          byRoute: true,
        };
    const group: BalancerGroup = {
      name,
      nameRange: list.range,
      servers: members.map((member) => serverOf(workers, member, list)),
      complete: !hasPlaceholder(list.value.value),
      affinity,
      carriesHttp: true,
      usage: 'application',
      hint: 'mod_jk',
      repair: null,
    };
    groups.push(group);
    if (!off || !body.includes(sticky)) continue;
    const repair: Repair = {
      edits: [{ range: sticky.value.range, text: 'true' }],
      safe: false,
      title: 'Switch sticky sessions on.',
    };
    const data = { worker: name };
    faults.push({ kind: 'jkStickyOff', range: sticky.range, data, repair, group, needs: 'unreplicated' });
  }
  return { product: 'mod_jk', groups, faults, routePatterns: [] };
}

function workersOf(body: readonly JkProperty[]): Workers {
  const workers = new Map<string, Map<string, JkProperty>>();
  for (const property of body) {
    const match = /^worker\.([\w.-]+)\.(\w+)$/.exec(property.key.value);
    if (match === null) continue;
    const [, name = '', key = ''] = match;
    const known = workers.get(name) ?? new Map<string, JkProperty>();
    workers.set(name, known.set(key, property));
  }
  return workers;
}

/** A worker takes what it does not say itself from the one that it names as `reference`. */
function propertyOf(workers: Workers, name: string, key: string): JkProperty | undefined {
  let at = name;
  for (let i = 0; i < MAX_REFERENCES; i++) {
    const properties = workers.get(at);
    const found = properties?.get(key);
    const reference = properties?.get('reference')?.value.value;
    if (found !== undefined || reference === undefined) return found;
    at = reference.replace(/^worker\./, '');
  }
  return undefined;
}

/** Workers that others refer to, and that no list names, are none themselves. */
function templatesOf(workers: Workers, body: readonly JkProperty[]): ReadonlySet<string> {
  const lists = body
    .filter(({ key }) => key.value === 'worker.list')
    .flatMap(({ value }) => value.value.split(/[\s,;]+/));
  const listed = new Set(lists);
  const references = [...workers.values()].flatMap((properties) => properties.get('reference')?.value.value ?? []);
  return new Set(references.map((name) => name.replace(/^worker\./, '')).filter((name) => !listed.has(name)));
}

function serverOf(workers: Workers, member: string, list: JkProperty): BalancedServer {
  const value = (key: string): string | undefined => propertyOf(workers, member, key)?.value.value;
  const host = value('host') ?? null;
  const port = value('port');
  const route = propertyOf(workers, member, 'route') ?? propertyOf(workers, member, 'jvm_route');
  const activation = value('activation')?.toLowerCase() ?? '';
  const disabled = value('disabled');
  return {
    written: member,
    host: host === null || hasPlaceholder(host) ? null : host,
    port: port === undefined || !/^\d+$/.test(port) ? null : Number(port),
    // Without a route of its own the name of the worker is the route.
    route: route?.value.value ?? member,
    routeRange: route?.value.range ?? list.value.range,
    down: /^[ds]/.test(activation) || (disabled !== undefined && !FALSE.test(disabled)),
    backup: false,
    range: list.range,
  };
}
