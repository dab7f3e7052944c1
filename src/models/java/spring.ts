/** Spring Framework (4.3 to 7.0), its portlet support and its reactive WebSession. */
import type { ClassModel, Guard, VersionBefore } from '../model.ts';
import {
  both,
  detaches,
  drops,
  each,
  mutates,
  names,
  part,
  pure,
  reads,
  removes,
  returns,
  same,
  stores,
  when,
  writes,
} from './calls.ts';
import { sessionMapMethods } from './session-map.ts';

const REQUEST_ATTRIBUTES = 'org.springframework.web.context.request.RequestAttributes';
const HTTP_SESSION = 'javax.servlet.http.HttpSession';
const WEB_SESSION = 'org.springframework.web.server.WebSession';

// 0 request, 1 session, 2 the global session of portlets, which is the session everywhere else.
const inSession = (argument: number): { readonly when: Guard } => when(argument, 1, 2);

/** RequestMappingHandlerAdapter completed the WebRequest that it gave to handler methods until 5.3. */
export const untilSpring6: VersionBefore = { library: 'spring-framework', before: '6.0' };

/**
 * getAttribute remembers the value, and when the request ends every remembered value that is still the attribute is set
 * again (ServletRequestAttributes.updateAccessedSessionAttributes).
 */
const scopedAttributes = (autoWritten: true | VersionBefore) => ({
  'getAttribute/2': reads(0, { ...inSession(1), autoWritten }),
  'setAttribute/3': writes(0, 1, inSession(2)),
  'removeAttribute/2': removes(0, inSession(1)),
  'getAttributeNames/1': names('java.lang.String[]', inSession(0)),
});

const requestAttributes: readonly ClassModel[] = [
  {
    name: REQUEST_ATTRIBUTES,
    kind: 'session',
    constants: { SCOPE_REQUEST: 0, SCOPE_SESSION: 1, SCOPE_GLOBAL_SESSION: 2 },
    methods: { ...scopedAttributes(true), 'getSessionId/0': returns('java.lang.String'), 'getSessionMutex/0': pure },
  },
  { name: 'org.springframework.web.context.request.AbstractRequestAttributes', extends: [REQUEST_ATTRIBUTES] },
  {
    name: 'org.springframework.web.context.request.ServletRequestAttributes',
    extends: ['org.springframework.web.context.request.AbstractRequestAttributes'],
    kind: 'session',
    methods: {
      'getRequest/0': returns('javax.servlet.http.HttpServletRequest'),
      'getResponse/0': returns('javax.servlet.http.HttpServletResponse'),
    },
  },
  {
    name: 'org.springframework.web.context.request.WebRequest',
    extends: [REQUEST_ATTRIBUTES],
    kind: 'session',
    methods: {
      ...scopedAttributes(untilSpring6),
      'getParameter/1': returns('java.lang.String'),
      'getHeader/1': returns('java.lang.String'),
      'getUserPrincipal/0': returns('java.security.Principal'),
    },
  },
  {
    name: 'org.springframework.web.context.request.NativeWebRequest',
    extends: ['org.springframework.web.context.request.WebRequest'],
    kind: 'session',
    methods: { 'getNativeRequest/1': returns('@0.0'), 'getNativeResponse/1': returns('@0.0') },
  },
  ...['ServletWebRequest', 'FacesWebRequest'].map((simple): ClassModel => ({
    name: `org.springframework.web.context.request.${simple}`,
    extends: [
      'org.springframework.web.context.request.NativeWebRequest',
      'org.springframework.web.context.request.ServletRequestAttributes',
    ],
    kind: 'session',
  })),
  {
    name: 'org.springframework.web.context.request.RequestContextHolder',
    methods: each(['getRequestAttributes/0', 'currentRequestAttributes/0'], returns(REQUEST_ATTRIBUTES)),
  },
];

const inRequest = { handle: 0 } as const;
const PORTLET = { handle: 0, space: 'portlet' } as const;
const portletScope = (argument: number) => [
  { handle: 0, ...when(argument, 1) } as const,
  { ...PORTLET, ...when(argument, 2) } as const,
];

const utilities: readonly ClassModel[] = [
  {
    name: 'org.springframework.web.util.WebUtils',
    methods: {
      'getSessionAttribute/2': reads(1, inRequest),
      'getRequiredSessionAttribute/2': reads(1, inRequest),
      'setSessionAttribute/3': writes(1, 2, inRequest),
      // Reads, and creates an object of the class and sets it when there is none.
      'getOrCreateSessionAttribute/3': both(reads(1, inRequest), returns('@2.0')),
      'getSessionId/1': returns('java.lang.String'),
      'getCookie/2': returns('javax.servlet.http.Cookie'),
      'getNativeRequest/2': same(0, '@1.0'),
    },
  },
  ...['org.springframework.web.portlet.util.PortletUtils'].map((name): ClassModel => ({
    name,
    methods: {
      'getSessionAttribute/2': reads(1, PORTLET),
      'getSessionAttribute/3': both(...portletScope(2).map((scope) => reads(1, scope))),
      'getRequiredSessionAttribute/2': reads(1, PORTLET),
      'getRequiredSessionAttribute/3': both(...portletScope(2).map((scope) => reads(1, scope))),
      'setSessionAttribute/3': writes(1, 2, PORTLET),
      'setSessionAttribute/4': both(...portletScope(3).map((scope) => writes(1, 2, scope))),
    },
  })),
  {
    name: 'org.springframework.web.bind.support.SessionAttributeStore',
    methods: {
      'storeAttribute/3': writes(1, 2, inRequest),
      'retrieveAttribute/2': reads(1, inRequest),
      'cleanupAttribute/2': removes(1, inRequest),
    },
  },
  {
    name: 'org.springframework.web.bind.support.DefaultSessionAttributeStore',
    extends: ['org.springframework.web.bind.support.SessionAttributeStore'],
  },
  { name: 'org.springframework.web.bind.support.SessionStatus', kind: 'service' },
  {
    name: 'org.springframework.web.bind.ServletRequestUtils',
    kind: 'service',
  },
];

const reactive: readonly ClassModel[] = [
  {
    name: WEB_SESSION,
    kind: 'session',
    space: 'spring-web-session',
    methods: {
      'getAttribute/1': reads(),
      'getRequiredAttribute/1': reads(),
      'getAttributeOrDefault/2': reads(),
      'getAttributes/0': returns('#spring.WebSessionMap'),
      'invalidate/0': drops(),
      'getId/0': returns('java.lang.String'),
    },
  },
  { name: '#spring.WebSessionMap', kind: 'session', space: 'spring-web-session', methods: sessionMapMethods() },
  {
    name: 'org.springframework.web.server.ServerWebExchange',
    methods: { 'getSession/0': returns(`reactor.core.publisher.Mono<${WEB_SESSION}>`) },
  },
  {
    // Spring Session's own interface, used by code that works on a SessionRepository.
    name: 'org.springframework.session.Session',
    kind: 'session',
    methods: {
      'getAttribute/1': reads(),
      'getRequiredAttribute/1': reads(),
      'getAttributeOrDefault/2': reads(),
      'setAttribute/2': writes(),
      'removeAttribute/1': removes(),
      'getAttributeNames/0': names('java.util.Set<java.lang.String>'),
      'getId/0': returns('java.lang.String'),
    },
  },
];

const addsToModel = both(stores(1), same());
const model: readonly ClassModel[] = [
  {
    name: 'org.springframework.ui.Model',
    methods: {
      'addAttribute/1': both(stores(0), same()),
      'addAttribute/2': addsToModel,
      addAllAttributes: both(mutates({ storesElements: [0] }), same()),
      mergeAttributes: both(mutates({ storesElements: [0] }), same()),
      'getAttribute/1': part(),
      'asMap/0': part('java.util.Map<java.lang.String,java.lang.Object>'),
    },
  },
  {
    name: 'org.springframework.ui.ModelMap',
    extends: ['java.util.LinkedHashMap<java.lang.String,java.lang.Object>'],
    methods: {
      'addAttribute/1': both(stores(0), same()),
      'addAttribute/2': addsToModel,
      addAllAttributes: both(mutates({ storesElements: [0] }), same()),
      mergeAttributes: both(mutates({ storesElements: [0] }), same()),
      'getAttribute/1': part(),
    },
  },
  {
    name: 'org.springframework.ui.ExtendedModelMap',
    extends: ['org.springframework.ui.ModelMap', 'org.springframework.ui.Model'],
  },
  {
    name: 'org.springframework.web.servlet.mvc.support.RedirectAttributes',
    extends: ['org.springframework.ui.Model'],
    methods: { 'addFlashAttribute/1': both(stores(0), same()), 'addFlashAttribute/2': addsToModel },
  },
  {
    name: 'org.springframework.web.servlet.ModelAndView',
    methods: {
      'addObject/1': both(stores(0), same()),
      'addObject/2': addsToModel,
      addAllObjects: both(mutates({ storesElements: [0] }), same()),
      'getModel/0': part('java.util.Map<java.lang.String,java.lang.Object>'),
      'getModelMap/0': part('org.springframework.ui.ModelMap'),
      ...each(['setViewName/1', 'setView/1', 'setStatus/1', 'clear/0'], mutates()),
    },
  },
];

/** Binders change the object that they were made for, in their bind methods. */
const binders: readonly ClassModel[] = [
  {
    name: 'org.springframework.validation.DataBinder',
    methods: {
      // The binder is a view of its target.
      new: part(undefined, 0),
      'bind/1': mutates(),
      'getTarget/0': part(),
      'getBindingResult/0': returns('org.springframework.validation.BindingResult'),
    },
  },
  {
    name: 'org.springframework.web.bind.WebDataBinder',
    extends: ['org.springframework.validation.DataBinder'],
    methods: { new: part(undefined, 0) },
  },
  {
    name: 'org.springframework.web.bind.ServletRequestDataBinder',
    extends: ['org.springframework.web.bind.WebDataBinder'],
    methods: { new: part(undefined, 0) },
  },
  {
    name: 'org.springframework.web.portlet.bind.PortletRequestDataBinder',
    extends: ['org.springframework.web.bind.WebDataBinder'],
    methods: { new: part(undefined, 0) },
  },
  { name: 'org.springframework.validation.BindException', methods: { 'getTarget/0': part() } },
  ...['BindingResult', 'Errors', 'Validator'].map((simple): ClassModel => ({
    name: `org.springframework.validation.${simple}`,
    kind: 'service',
  })),
  {
    name: 'org.springframework.beans.BeanWrapper',
    methods: { ...each(['setPropertyValue', 'setPropertyValues'], mutates()), getPropertyValue: part() },
  },
  {
    name: 'org.springframework.beans.BeanWrapperImpl',
    extends: ['org.springframework.beans.BeanWrapper'],
    methods: { 'new/1': part(undefined, 0) },
  },
  {
    name: 'org.springframework.beans.PropertyAccessorFactory',
    methods: {
      'forBeanPropertyAccess/1': part('org.springframework.beans.BeanWrapper', 0),
      'forDirectFieldAccess/1': part('org.springframework.beans.BeanWrapper', 0),
    },
  },
  {
    name: 'org.springframework.beans.BeanUtils',
    methods: {
      copyProperties: mutates({ target: 1 }),
      instantiateClass: returns('@0.0'),
      instantiate: returns('@0.0'),
    },
  },
  {
    name: 'org.springframework.util.ReflectionUtils',
    methods: { 'setField/3': mutates({ target: 1, stores: [2] }), 'getField/2': part(undefined, 1) },
  },
];

const execution: readonly ClassModel[] = [
  {
    name: 'org.springframework.core.task.TaskExecutor',
    extends: ['java.util.concurrent.Executor'],
  },
  {
    name: 'org.springframework.core.task.AsyncTaskExecutor',
    extends: ['org.springframework.core.task.TaskExecutor'],
    methods: each(['submit', 'submitListenable', 'submitCompletable', 'execute'], detaches(0)),
  },
  ...['core.task.SimpleAsyncTaskExecutor', 'scheduling.concurrent.ThreadPoolTaskExecutor'].map(
    (simple): ClassModel => ({
      name: `org.springframework.${simple}`,
      extends: ['org.springframework.core.task.AsyncTaskExecutor'],
    }),
  ),
  {
    name: 'org.springframework.scheduling.TaskScheduler',
    methods: each(['schedule', 'scheduleAtFixedRate', 'scheduleWithFixedDelay'], detaches(0)),
  },
  {
    name: 'org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler',
    extends: ['org.springframework.scheduling.TaskScheduler', 'org.springframework.core.task.AsyncTaskExecutor'],
  },
];

const security: readonly ClassModel[] = [
  {
    name: 'org.springframework.security.core.context.SecurityContextHolder',
    methods: { 'getContext/0': returns('org.springframework.security.core.context.SecurityContext') },
  },
  // SecurityContextHolder.getContext() is an attribute that the filter chain saves; no key of the application reaches it.
  { name: 'org.springframework.security.core.context.SecurityContext', kind: 'service' },
  { name: 'org.springframework.security.core.Authentication', kind: 'service' },
  {
    name: 'org.springframework.web.context.support.WebApplicationContextUtils',
    methods: each(
      ['getWebApplicationContext', 'getRequiredWebApplicationContext'],
      returns('org.springframework.context.ApplicationContext'),
    ),
  },
  { name: 'org.springframework.context.ApplicationContext', kind: 'service' },
  {
    name: 'org.springframework.web.context.WebApplicationContext',
    extends: ['org.springframework.context.ApplicationContext'],
    kind: 'service',
    methods: { 'getServletContext/0': returns('javax.servlet.ServletContext') },
  },
  {
    name: 'org.springframework.web.multipart.MultipartHttpServletRequest',
    extends: ['javax.servlet.http.HttpServletRequest'],
  },
  { name: 'org.springframework.http.ResponseEntity', kind: 'service' },
  { name: 'org.springframework.mock.web.MockHttpSession', extends: [HTTP_SESSION], kind: 'session' },
];

const INTERCEPTOR = 'org.springframework.web.servlet.HandlerInterceptor';

/** Base classes of what runs around requests. */
const aroundRequests: readonly ClassModel[] = [
  { name: INTERCEPTOR, others: 'unknown' },
  { name: 'org.springframework.web.servlet.AsyncHandlerInterceptor', extends: [INTERCEPTOR], others: 'unknown' },
  {
    name: 'org.springframework.web.servlet.handler.HandlerInterceptorAdapter',
    extends: ['org.springframework.web.servlet.AsyncHandlerInterceptor'],
    others: 'unknown',
  },
  { name: 'org.springframework.web.filter.GenericFilterBean', extends: ['javax.servlet.Filter'], others: 'unknown' },
  {
    name: 'org.springframework.web.filter.OncePerRequestFilter',
    extends: ['org.springframework.web.filter.GenericFilterBean'],
    others: 'unknown',
  },
];

export const springModels: readonly ClassModel[] = [
  ...aroundRequests,
  ...requestAttributes,
  ...utilities,
  ...reactive,
  ...model,
  ...binders,
  ...execution,
  ...security,
];
