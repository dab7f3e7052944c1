/** Words in names, addresses and paths that tell what stands behind a balancer. */

/** Servlet containers, and what only they have. */
const CONTAINER =
  /tomcat|catalina|jetty|jboss|wildfly|undertow|glassfish|payara|weblogic|websphere|liberty|tomee|resin|servlet|j2ee|javaee|jvm|jsp|jsessionid|\bajp/i;

/** Services that keep no HTTP sessions of users, or keep them in another way. */
const OTHER_SERVICE =
  /static|asset|\bcdn|image|img|media|upload|download|avatar|\bapi|api\b|rest|grpc|graphql|elastic|solr|kibana|grafana|prometheus|zipkin|jaeger|loki|consul|eureka|nacos|etcd|minio|\bs3|redis|memcache|mysql|maria|postgres|mongo|rabbit|kafka|php|fpm|fastcgi|cgi|uwsgi|gunicorn|django|flask|rails|puma|unicorn|thin|mongrel|passenger|websocket|\bws\b|socket\.?io|swift|glance|keystone|nova|neutron|docker|registry|varnish|squid|cache|\bdns|ntp|ldap|smtp|imap|git|metrics?|health|status|stub/i;

const STATIC_PATH =
  /\\?\.\(?[^/]*\b(?:js|css|png|gif|jpe?g|ico|svg|woff2?|ttf|pdf|zip|html?|txt)\b|^\^?~?\/(?:static|assets|images?|img|css|js|fonts?|media|public|files?|uploads?|downloads?|favicon|robots|resources)\b/i;

const SERVICE_PATH =
  /^\^?\/?(?:[\w.-]+\/)?(?:api|apis|rest|graphql|grpc|ws|wss|websocket|socket\.io|metrics|health|healthz|status|actuator)\b/i;

/** Paths that only servlet applications have. */
const SERVLET_PATH = /\.(?:jspx?|do|action|jsf|faces|seam)\b|j_security_check|jsessionid/i;

/** Cookies that servlet containers and other frameworks make for sessions, without regard to case. */
const SESSION_COOKIES = new Set([
  'jsessionid',
  'phpsessid',
  'asp.net_sessionid',
  'aspsessionid',
  'session',
  'sessionid',
  'sid',
]);

/** No name and no path is longer; what is looked for stands in front. */
const LOOKED_AT = 500;

export function isSessionCookie(name: string): boolean {
  return SESSION_COOKIES.has(name.toLowerCase());
}

/** The cookie of servlet containers, or the parameter of rewritten URLs. */
export function isContainerCookie(name: string): boolean {
  return name.toLowerCase() === 'jsessionid' || name.toLowerCase() === 'jsessionidsso';
}

/** The word that names a servlet container, or null. Ports: 8009 is AJP's own. */
export function containerWord(whole: string): string | null {
  const text = whole.slice(0, LOOKED_AT);
  return CONTAINER.exec(text)?.[0] ?? (/:8009\b/.test(text) ? 'port 8009' : null);
}

export function servletPathWord(text: string): string | null {
  return SERVLET_PATH.exec(text.slice(0, LOOKED_AT))?.[0] ?? null;
}

export function isOtherService(name: string): boolean {
  const start = name.slice(0, LOOKED_AT);
  return OTHER_SERVICE.test(start) && !CONTAINER.test(start);
}

export function isStaticPath(path: string): boolean {
  return STATIC_PATH.test(path.slice(0, LOOKED_AT));
}

export function isServicePath(path: string): boolean {
  return SERVICE_PATH.test(path.slice(0, LOOKED_AT));
}
