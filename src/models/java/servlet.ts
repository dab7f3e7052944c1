/** The Servlet API, 2.2 to 6.1. */
import type { ClassModel } from '../model.ts';
import {
  commits,
  detaches,
  dispatches,
  drops,
  each,
  mutates,
  names,
  nextFilter,
  part,
  pure,
  reads,
  removes,
  returns,
  same,
  stores,
  writes,
} from './calls.ts';
import { sessionMapMethods } from './session-map.ts';

const STRING = 'java.lang.String';
const SESSION = 'javax.servlet.http.HttpSession';
const CONTEXT = 'javax.servlet.ServletContext';
const STRINGS = 'java.util.Enumeration<java.lang.String>';

const sessions: readonly ClassModel[] = [
  {
    name: SESSION,
    kind: 'session',
    methods: {
      'getAttribute/1': reads(),
      'setAttribute/2': writes(),
      'removeAttribute/1': removes(),
      'getAttributeNames/0': names(STRINGS),
      'invalidate/0': drops(),
      // Deprecated since 2.2, gone in 6.0.
      'getValue/1': reads(),
      'putValue/2': writes(),
      'removeValue/1': removes(),
      'getValueNames/0': names('java.lang.String[]'),
      'getId/0': returns(STRING),
      'getServletContext/0': returns(CONTEXT),
      'getAccessor/0': returns('javax.servlet.http.HttpSession.Accessor'),
    },
  },
  {
    // Runs when the request's own write to the store may be over (Servlet 6.1, section 7.7.1).
    name: 'javax.servlet.http.HttpSession.Accessor',
    methods: { 'access/1': detaches(0, { type: SESSION }) },
  },
  {
    name: 'javax.servlet.http.HttpSessionEvent',
    extends: ['java.util.EventObject'],
    methods: { 'getSession/0': returns(SESSION) },
  },
  {
    // The value of an event is being set, replaced or removed: none of them is a read whose change can be lost.
    name: 'javax.servlet.http.HttpSessionBindingEvent',
    extends: ['javax.servlet.http.HttpSessionEvent'],
    methods: { 'getName/0': returns(STRING), 'getValue/0': pure },
  },
  ...['Attribute', 'Binding', 'Activation', 'Id', ''].map((kind) => ({
    name: `javax.servlet.http.HttpSession${kind}Listener`,
  })),
];

const requests: readonly ClassModel[] = [
  {
    name: 'javax.servlet.ServletRequest',
    methods: {
      // Request attributes are not session attributes; what is kept in them is not followed.
      'getAttribute/1': pure,
      'setAttribute/2': pure,
      'removeAttribute/1': pure,
      'getAttributeNames/0': returns(STRINGS),
      'getParameter/1': returns(STRING),
      'getParameterValues/1': returns('java.lang.String[]'),
      'getParameterMap/0': returns('java.util.Map<java.lang.String,java.lang.String[]>'),
      'getParameterNames/0': returns(STRINGS),
      'getServletContext/0': returns(CONTEXT),
      'getRequestDispatcher/1': same(0, 'javax.servlet.RequestDispatcher'),
      'startAsync/0': returns('javax.servlet.AsyncContext'),
      'startAsync/2': returns('javax.servlet.AsyncContext'),
      'getAsyncContext/0': returns('javax.servlet.AsyncContext'),
      'getInputStream/0': returns('javax.servlet.ServletInputStream'),
      'getReader/0': returns('java.io.BufferedReader'),
      'getLocale/0': returns('java.util.Locale'),
      ...each(
        ['getRemoteAddr/0', 'getRemoteHost/0', 'getScheme/0', 'getServerName/0', 'getContentType/0', 'getProtocol/0'],
        returns(STRING),
      ),
    },
  },
  {
    name: 'javax.servlet.ServletRequestWrapper',
    extends: ['javax.servlet.ServletRequest'],
    methods: { 'getRequest/0': returns('javax.servlet.ServletRequest') },
  },
  {
    name: 'javax.servlet.http.HttpServletRequest',
    extends: ['javax.servlet.ServletRequest'],
    methods: {
      getSession: returns(SESSION),
      'getCookies/0': returns('javax.servlet.http.Cookie[]'),
      'getUserPrincipal/0': returns('java.security.Principal'),
      'getPart/1': returns('javax.servlet.http.Part'),
      'getHeaders/1': returns(STRINGS),
      'getHeaderNames/0': returns(STRINGS),
      'getRequestURL/0': returns('java.lang.StringBuffer'),
      ...each(
        [
          'getHeader/1',
          'getMethod/0',
          'getRequestURI/0',
          'getContextPath/0',
          'getServletPath/0',
          'getPathInfo/0',
          'getQueryString/0',
          'getRemoteUser/0',
          'getRequestedSessionId/0',
          'changeSessionId/0',
        ],
        returns(STRING),
      ),
    },
  },
  {
    name: 'javax.servlet.http.HttpServletRequestWrapper',
    extends: ['javax.servlet.http.HttpServletRequest', 'javax.servlet.ServletRequestWrapper'],
  },
  {
    name: 'javax.servlet.AsyncContext',
    methods: {
      'start/1': detaches(0),
      'getRequest/0': returns('javax.servlet.ServletRequest'),
      'getResponse/0': returns('javax.servlet.ServletResponse'),
    },
  },
];

const responses: readonly ClassModel[] = [
  {
    name: 'javax.servlet.ServletResponse',
    methods: {
      'flushBuffer/0': commits,
      'getWriter/0': returns('#servlet.ResponseWriter'),
      'getOutputStream/0': returns('javax.servlet.ServletOutputStream'),
    },
  },
  { name: 'javax.servlet.ServletResponseWrapper', extends: ['javax.servlet.ServletResponse'] },
  {
    name: 'javax.servlet.http.HttpServletResponse',
    extends: ['javax.servlet.ServletResponse'],
    methods: { sendRedirect: commits, sendError: commits },
  },
  {
    name: 'javax.servlet.http.HttpServletResponseWrapper',
    extends: ['javax.servlet.http.HttpServletResponse', 'javax.servlet.ServletResponseWrapper'],
  },
  { name: '#servlet.ResponseWriter', extends: ['java.io.PrintWriter'], methods: each(['flush/0', 'close/0'], commits) },
  {
    name: 'javax.servlet.ServletOutputStream',
    extends: ['java.io.OutputStream'],
    methods: each(['flush/0', 'close/0'], commits),
  },
  { name: 'javax.servlet.ServletInputStream', extends: ['java.io.InputStream'] },
  {
    // Servlet spec 9.3 and 9.4. Spring Session stores before an include; a forward returns with the response committed.
    // A dispatcher is known by the path that it was made for.
    name: 'javax.servlet.RequestDispatcher',
    methods: { 'include/2': dispatches, 'forward/2': dispatches },
  },
];

const container: readonly ClassModel[] = [
  { name: 'javax.servlet.FilterChain', methods: { 'doFilter/2': nextFilter } },
  { name: 'javax.servlet.Filter' },
  {
    name: CONTEXT,
    methods: {
      // Application attributes live in one node and belong to no session.
      'getAttribute/1': pure,
      'setAttribute/2': pure,
      'removeAttribute/1': pure,
      'getInitParameter/1': returns(STRING),
      'getRealPath/1': returns(STRING),
      'getContextPath/0': returns(STRING),
      'getContext/1': returns(CONTEXT),
      'getRequestDispatcher/1': same(0, 'javax.servlet.RequestDispatcher'),
      'getNamedDispatcher/1': returns('javax.servlet.RequestDispatcher'),
      'getAttributeNames/0': returns(STRINGS),
    },
  },
  ...['javax.servlet.ServletConfig', 'javax.servlet.FilterConfig'].map((name): ClassModel => ({
    name,
    methods: { 'getServletContext/0': returns(CONTEXT), 'getInitParameter/1': returns(STRING) },
  })),
  {
    name: 'javax.servlet.Servlet',
    kind: 'service',
    methods: { 'getServletConfig/0': returns('javax.servlet.ServletConfig') },
  },
  {
    name: 'javax.servlet.GenericServlet',
    extends: ['javax.servlet.Servlet', 'javax.servlet.ServletConfig'],
    kind: 'service',
  },
  { name: 'javax.servlet.http.HttpServlet', extends: ['javax.servlet.GenericServlet'], kind: 'service' },
  {
    name: 'javax.servlet.GenericFilter',
    extends: ['javax.servlet.Filter', 'javax.servlet.FilterConfig'],
    kind: 'service',
  },
  { name: 'javax.servlet.http.HttpFilter', extends: ['javax.servlet.GenericFilter'], kind: 'service' },
  { name: 'javax.servlet.ServletContextEvent', methods: { 'getServletContext/0': returns(CONTEXT) } },
  {
    name: 'javax.servlet.ServletRequestEvent',
    methods: {
      'getServletContext/0': returns(CONTEXT),
      'getServletRequest/0': returns('javax.servlet.ServletRequest'),
    },
  },
  {
    name: 'javax.servlet.http.Cookie',
    methods: {
      ...each(
        [
          'setValue',
          'setMaxAge',
          'setPath',
          'setDomain',
          'setSecure',
          'setHttpOnly',
          'setVersion',
          'setComment',
          'setAttribute',
        ],
        mutates(),
      ),
      ...each(['getName/0', 'getValue/0', 'getPath/0', 'getDomain/0'], returns(STRING)),
      'clone/0': returns('javax.servlet.http.Cookie'),
    },
  },
  { name: 'javax.servlet.http.Part', kind: 'service' },
];

const SCOPES = { PAGE_SCOPE: 1, REQUEST_SCOPE: 2, SESSION_SCOPE: 3, APPLICATION_SCOPE: 4 } as const;
const inSession = (argument: number) => ({ when: { argument, oneOf: [SCOPES.SESSION_SCOPE] } });

const pages: readonly ClassModel[] = [
  {
    name: 'javax.servlet.jsp.JspContext',
    methods: {
      // Without a scope: page scope.
      'getAttribute/1': pure,
      'setAttribute/2': pure,
      'getAttribute/2': reads(0, inSession(1)),
      'setAttribute/3': writes(0, 1, inSession(2)),
      // Without a scope it removes the name from all scopes, the session's included.
      'removeAttribute/1': removes(),
      'removeAttribute/2': removes(0, inSession(1)),
      'getAttributeNamesInScope/1': names(STRINGS, inSession(0)),
      // Looks in page, request, session and application scope, in this order.
      'findAttribute/1': reads(0, { maybe: true }),
      'getOut/0': returns('javax.servlet.jsp.JspWriter'),
    },
  },
  {
    name: 'javax.servlet.jsp.PageContext',
    extends: ['javax.servlet.jsp.JspContext'],
    constants: SCOPES,
    methods: {
      'getSession/0': returns(SESSION),
      'getRequest/0': returns('javax.servlet.http.HttpServletRequest'),
      'getResponse/0': returns('javax.servlet.http.HttpServletResponse'),
      'getServletContext/0': returns(CONTEXT),
      'getServletConfig/0': returns('javax.servlet.ServletConfig'),
      include: commits,
      forward: commits,
    },
  },
  {
    // The implicit object sessionScope of EL: a map that is the session (ImplicitObjectELResolver).
    name: '#jsp.SessionScope',
    kind: 'session',
    methods: sessionMapMethods(),
  },
  {
    name: 'javax.servlet.jsp.JspWriter',
    extends: ['java.io.Writer'],
    methods: each(['flush/0', 'close/0'], commits),
  },
  {
    name: 'javax.servlet.jsp.tagext.JspFragment',
    methods: { 'getJspContext/0': returns('javax.servlet.jsp.JspContext') },
  },
  ...['SimpleTagSupport', 'TagSupport', 'BodyTagSupport'].map((name): ClassModel => ({
    name: `javax.servlet.jsp.tagext.${name}`,
    fields: { pageContext: 'javax.servlet.jsp.PageContext' },
    methods: {
      'getJspContext/0': returns('javax.servlet.jsp.JspContext'),
      'getJspBody/0': returns('javax.servlet.jsp.tagext.JspFragment'),
      'getValue/1': part(),
      'setValue/2': stores(1),
    },
  })),
];

export const servletModels: readonly ClassModel[] = [...sessions, ...requests, ...responses, ...container, ...pages];
