/** URL patterns of servlet and filter mappings (Servlet specification, chapter "Mapping Requests to Servlets"). */

/**
 * True when every request that `target` stands for passes a filter with `filterPattern`. The target is a path of the
 * application (`/cart/add`) or the URL pattern of a servlet. Only `/*` filters all requests: as a filter's pattern, `/` is an
 * exact path, that of the welcome page (Tomcat's ApplicationFilterFactory: the default mapping is "not relevant for
 * selecting filters"), and `/` as a target is the default servlet, which serves whatever is left.
 */
export function urlPatternCovers(filterPattern: string, target: string): boolean {
  const filter = filterPattern.trim();
  const wanted = target.trim();
  if (filter === '/*') return true;
  if (filter === '/' || filter === '') return wanted === '';
  if (filter.startsWith('*.')) return !wanted.endsWith('/*') && extensionOf(wanted) === filter.slice(1);
  if (filter.startsWith('/') && filter.endsWith('/*')) {
    const prefix = filter.slice(0, -2);
    const path = wanted.endsWith('/*') ? wanted.slice(0, -2) : wanted;
    return path === prefix || path.startsWith(`${prefix}/`);
  }
  return filter === wanted;
}

/** `.do` of `*.do` and of `/a/b.do`; of the last segment only. */
function extensionOf(path: string): string | undefined {
  const dot = path.lastIndexOf('.');
  return dot > path.lastIndexOf('/') ? path.slice(dot) : undefined;
}
