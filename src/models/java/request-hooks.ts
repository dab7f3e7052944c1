/** What the container or a framework calls when a request ends, and how a class with such a method gets into force. */

export type Registration =
  /** `@WebFilter`, web.xml, a bean behind a DelegatingFilterProxy, or code. Covers the URLs of its patterns. */
  | 'filter'
  /** `@WebListener`, web.xml, or code. */
  | 'listener'
  /** In code, or among the interceptors of a Spring XML file. An annotation alone does nothing. */
  | 'spring-interceptor'
  /** `<interceptor>` with a reference to it in struts.xml. */
  | 'struts-interceptor';

export interface RequestHook {
  /** The type that declares the method; `javax.` stands for `jakarta.` as well. */
  readonly type: string;
  readonly method: string;
  /** It runs when the request ends; otherwise only what follows the call that passes the request on does. */
  readonly atStart: boolean;
  readonly registration: Registration;
}

const spring = 'org.springframework.web.servlet.HandlerInterceptor';

export const requestHooks: readonly RequestHook[] = [
  { type: 'javax.servlet.Filter', method: 'doFilter', atStart: false, registration: 'filter' },
  {
    type: 'org.springframework.web.filter.OncePerRequestFilter',
    method: 'doFilterInternal',
    atStart: false,
    registration: 'filter',
  },
  {
    type: 'javax.servlet.ServletRequestListener',
    method: 'requestDestroyed',
    atStart: true,
    registration: 'listener',
  },
  { type: spring, method: 'postHandle', atStart: true, registration: 'spring-interceptor' },
  { type: spring, method: 'afterCompletion', atStart: true, registration: 'spring-interceptor' },
  {
    type: 'com.opensymphony.xwork2.interceptor.Interceptor',
    method: 'intercept',
    atStart: false,
    registration: 'struts-interceptor',
  },
];

/** Annotations that register a class on their own: qualified names. Spring Boot registers filters that are components. */
export const registeringAnnotations: Readonly<Partial<Record<Registration, readonly string[]>>> = {
  filter: ['org.springframework.stereotype.Component'],
  listener: ['javax.servlet.annotation.WebListener', 'org.springframework.stereotype.Component'],
};

/** Code that names the class, and one of these, registers it. */
export const registeringWords: Readonly<Record<Registration, readonly string[]>> = {
  filter: ['FilterRegistrationBean', 'addFilter', 'getServletFilters', '@Bean'],
  listener: ['ServletListenerRegistrationBean', 'addListener', '@Bean'],
  'spring-interceptor': ['addInterceptor', 'setInterceptors', 'getInterceptors', 'MappedInterceptor'],
  'struts-interceptor': [],
};

/** What the container calls when a session has ended: nothing that it does to the attributes can be lost any more. */
interface SessionEndHook {
  readonly method: string;
  /** The type of its parameter; `javax.` stands for `jakarta.` as well. */
  readonly parameter: string;
}

/** Servlet 6.0, `HttpSessionListener`; Shiro's `SessionListener`. */
export const sessionEndHooks: readonly SessionEndHook[] = [
  { method: 'sessionDestroyed', parameter: 'javax.servlet.http.HttpSessionEvent' },
  { method: 'onStop', parameter: 'org.apache.shiro.session.Session' },
  { method: 'onExpiration', parameter: 'org.apache.shiro.session.Session' },
];
