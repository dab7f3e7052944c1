/** The Portlet API, 1.0 to 3.0. */
import type { ClassModel } from '../model.ts';
import { both, commits, drops, each, names, pure, reads, removes, returns, when, writes } from './calls.ts';

const SESSION = 'javax.portlet.PortletSession';
const STRINGS = 'java.util.Enumeration<java.lang.String>';

/**
 * PLT.18: an attribute of portlet scope lies in the HttpSession under an encoded name, one of application scope under
 * its own. So application scope shares its keys with HttpSession, and portlet scope is a key space of its own.
 */
const PORTLET = { space: 'portlet' } as const;
const scope = (argument: number) =>
  ({
    application: when(argument, 1),
    portlet: { ...PORTLET, ...when(argument, 2) },
  }) as const;

const map = 'java.util.Map<java.lang.String,java.lang.Object>';

export const portletModels: readonly ClassModel[] = [
  {
    name: SESSION,
    kind: 'session',
    constants: { APPLICATION_SCOPE: 1, PORTLET_SCOPE: 2 },
    methods: {
      'getAttribute/1': reads(0, PORTLET),
      'getAttribute/2': both(reads(0, scope(1).application), reads(0, scope(1).portlet)),
      'setAttribute/2': writes(0, 1, PORTLET),
      'setAttribute/3': both(writes(0, 1, scope(2).application), writes(0, 1, scope(2).portlet)),
      'removeAttribute/1': removes(0, PORTLET),
      'removeAttribute/2': both(removes(0, scope(1).application), removes(0, scope(1).portlet)),
      'getAttributeNames/0': names(STRINGS, PORTLET),
      'getAttributeNames/1': both(names(STRINGS, scope(0).application), names(STRINGS, scope(0).portlet)),
      // PLT.18.6: both scopes end with the one HttpSession.
      'invalidate/0': both(drops(), drops(PORTLET)),
      'getAttributeMap/0': returns('#portlet.SessionMap'),
      'getId/0': returns('java.lang.String'),
      'getPortletContext/0': returns('javax.portlet.PortletContext'),
    },
  },
  {
    // Portlet 2.0 promises an immutable map whose values are the attributes.
    name: '#portlet.SessionMap',
    methods: { 'get/1': reads(0, PORTLET), 'keySet/0': names('java.util.Set<java.lang.String>', PORTLET) },
  },
  {
    name: 'javax.portlet.PortletRequest',
    methods: {
      getPortletSession: returns(SESSION),
      'getAttribute/1': pure,
      'setAttribute/2': pure,
      'getParameter/1': returns('java.lang.String'),
      'getParameterMap/0': returns('java.util.Map<java.lang.String,java.lang.String[]>'),
      'getPreferences/0': returns('javax.portlet.PortletPreferences'),
      'getPortletContext/0': returns('javax.portlet.PortletContext'),
      'getUserPrincipal/0': returns('java.security.Principal'),
      'getLocale/0': returns('java.util.Locale'),
    },
  },
  ...['ActionRequest', 'RenderRequest', 'EventRequest', 'ResourceRequest', 'ClientDataRequest', 'HeaderRequest'].map(
    (name): ClassModel => ({ name: `javax.portlet.${name}`, extends: ['javax.portlet.PortletRequest'] }),
  ),
  ...['Portlet', 'Action', 'Render', 'Event', 'Resource'].map((kind): ClassModel => ({
    name: `javax.portlet.filter.${kind}RequestWrapper`,
    extends: ['javax.portlet.PortletRequest'],
  })),
  {
    name: 'javax.portlet.PortletResponse',
    methods: { 'flushBuffer/0': commits },
  },
  ...[
    'ActionResponse',
    'RenderResponse',
    'EventResponse',
    'ResourceResponse',
    'MimeResponse',
    'StateAwareResponse',
  ].map((name): ClassModel => ({
    name: `javax.portlet.${name}`,
    extends: ['javax.portlet.PortletResponse'],
    methods: { sendRedirect: commits },
  })),
  {
    name: 'javax.portlet.PortletContext',
    methods: {
      ...each(['getAttribute/1', 'setAttribute/2', 'removeAttribute/1'], pure),
      'getRequestDispatcher/1': returns('javax.portlet.PortletRequestDispatcher'),
      'getNamedDispatcher/1': returns('javax.portlet.PortletRequestDispatcher'),
    },
  },
  { name: 'javax.portlet.PortletRequestDispatcher', methods: { include: commits, forward: commits } },
  { name: 'javax.portlet.PortletPreferences', kind: 'service', methods: { 'getMap/0': returns(map) } },
  {
    name: 'javax.portlet.GenericPortlet',
    kind: 'service',
    methods: { 'getPortletContext/0': returns('javax.portlet.PortletContext') },
  },
  ...['com.liferay.portal.util.PortalUtil', 'com.liferay.portal.kernel.util.PortalUtil'].map((name): ClassModel => ({
    name,
    kind: 'service',
    methods: each(
      ['getHttpServletRequest/1', 'getOriginalServletRequest/1'],
      returns('javax.servlet.http.HttpServletRequest'),
    ),
  })),
];
