/**
 * Classes of Tomcat's own that are no part of a `<Cluster>`: session managers that replicate nothing, valves that are no
 * `ClusterValve`, and listeners, whose presence tells a version. Sources as for the classes of a cluster.
 */
export interface PlainClassRecord {
  readonly name: string;
  /** The generations that have it; see `generationsIn`. */
  readonly exists: string;
}

/** Implement `Manager`, not `ClusterManager`. */
export const PLAIN_MANAGERS: readonly PlainClassRecord[] = [
  { name: 'org.apache.catalina.session.PersistentManager', exists: '5.0-' },
  { name: 'org.apache.catalina.session.StandardManager', exists: '5.0-' },
];

/** Implement `Valve`, not `ClusterValve`. */
export const PLAIN_VALVES: readonly PlainClassRecord[] = [
  { name: 'org.apache.catalina.authenticator.BasicAuthenticator', exists: '5.0-' },
  { name: 'org.apache.catalina.authenticator.DigestAuthenticator', exists: '5.0-' },
  { name: 'org.apache.catalina.authenticator.FormAuthenticator', exists: '5.0-' },
  { name: 'org.apache.catalina.authenticator.NonLoginAuthenticator', exists: '5.0-' },
  { name: 'org.apache.catalina.authenticator.SSLAuthenticator', exists: '5.0-' },
  { name: 'org.apache.catalina.authenticator.SingleSignOn', exists: '5.0-' },
  { name: 'org.apache.catalina.authenticator.SpnegoAuthenticator', exists: '7.0-' },
  { name: 'org.apache.catalina.core.StandardContextValve', exists: '6.0,8.0' },
  { name: 'org.apache.catalina.core.StandardEngineValve', exists: '6.0,8.0' },
  { name: 'org.apache.catalina.core.StandardHostValve', exists: '6.0,8.0' },
  { name: 'org.apache.catalina.core.StandardWrapperValve', exists: '6.0,8.0' },
  { name: 'org.apache.catalina.valves.AccessLogValve', exists: '5.0-' },
  { name: 'org.apache.catalina.valves.CometConnectionManagerValve', exists: '6.0-8.0' },
  { name: 'org.apache.catalina.valves.CrawlerSessionManagerValve', exists: '7.0-' },
  { name: 'org.apache.catalina.valves.ErrorReportValve', exists: '5.0-' },
  { name: 'org.apache.catalina.valves.ExtendedAccessLogValve', exists: '5.0-' },
  { name: 'org.apache.catalina.valves.FastCommonAccessLogValve', exists: '5.5-6.0' },
  { name: 'org.apache.catalina.valves.FilterValve', exists: '11.0-' },
  { name: 'org.apache.catalina.valves.HealthCheckValve', exists: '9.0-' },
  { name: 'org.apache.catalina.valves.JDBCAccessLogValve', exists: '5.0-11.0' },
  { name: 'org.apache.catalina.valves.JsonAccessLogValve', exists: '8.5-9.0,10.1-' },
  { name: 'org.apache.catalina.valves.JsonErrorReportValve', exists: '8.5-' },
  { name: 'org.apache.catalina.valves.LoadBalancerDrainingValve', exists: '8.5-' },
  { name: 'org.apache.catalina.valves.ParameterLimitValve', exists: '9.0,10.1-' },
  { name: 'org.apache.catalina.valves.PersistentValve', exists: '5.0-' },
  { name: 'org.apache.catalina.valves.ProxyErrorReportValve', exists: '8.5-9.0,10.1-' },
  { name: 'org.apache.catalina.valves.RemoteAddrValve', exists: '5.0-11.0' },
  { name: 'org.apache.catalina.valves.RemoteCIDRValve', exists: '7.0,8.5-' },
  { name: 'org.apache.catalina.valves.RemoteHostValve', exists: '5.0-' },
  { name: 'org.apache.catalina.valves.RemoteIpValve', exists: '6.0-' },
  { name: 'org.apache.catalina.valves.RequestDumperValve', exists: '5.0-6.0' },
  { name: 'org.apache.catalina.valves.SSLValve', exists: '6.0-' },
  { name: 'org.apache.catalina.valves.SemaphoreValve', exists: '5.5-' },
  { name: 'org.apache.catalina.valves.StuckThreadDetectionValve', exists: '6.0-' },
  { name: 'org.apache.catalina.valves.WebdavFixValve', exists: '6.0' },
  { name: 'org.apache.catalina.valves.rewrite.RewriteValve', exists: '8.0-' },
];

/** Implement `LifecycleListener`. */
export const LISTENERS: readonly PlainClassRecord[] = [
  { name: 'org.apache.catalina.connector.MapperListener', exists: '7.0' },
  { name: 'org.apache.catalina.core.AprLifecycleListener', exists: '5.5-' },
  { name: 'org.apache.catalina.core.ContextNamingInfoListener', exists: '8.5-9.0,10.1-' },
  { name: 'org.apache.catalina.core.JasperListener', exists: '6.0-7.0' },
  { name: 'org.apache.catalina.core.JniLifecycleListener', exists: '7.0,8.5-' },
  { name: 'org.apache.catalina.core.JreMemoryLeakPreventionListener', exists: '6.0-' },
  { name: 'org.apache.catalina.core.NamingContextListener', exists: '5.0-' },
  { name: 'org.apache.catalina.core.OpenSSLLifecycleListener', exists: '9.0,10.1-' },
  { name: 'org.apache.catalina.core.PropertiesRoleMappingListener', exists: '8.5-9.0,10.1-' },
  { name: 'org.apache.catalina.core.ThreadLocalLeakPreventionListener', exists: '7.0-' },
  { name: 'org.apache.catalina.mapper.MapperListener', exists: '8.0-' },
  { name: 'org.apache.catalina.mbeans.GlobalResourcesLifecycleListener', exists: '5.0-' },
  { name: 'org.apache.catalina.mbeans.JMXAdaptorLifecycleListener', exists: '5.5' },
  { name: 'org.apache.catalina.mbeans.JmxRemoteLifecycleListener', exists: '7.0,8.5-9.0' },
  { name: 'org.apache.catalina.mbeans.ServerLifecycleListener', exists: '5.0-7.0' },
  { name: 'org.apache.catalina.security.SecurityListener', exists: '7.0-' },
  { name: 'org.apache.catalina.security.TLSCertificateReloadListener', exists: '8.5-9.0,10.1-' },
  { name: 'org.apache.catalina.startup.ContextConfig', exists: '5.0-' },
  { name: 'org.apache.catalina.startup.EngineConfig', exists: '5.0-' },
  { name: 'org.apache.catalina.startup.HostConfig', exists: '5.0-' },
  { name: 'org.apache.catalina.startup.TldConfig', exists: '5.5-7.0' },
  { name: 'org.apache.catalina.startup.UserConfig', exists: '5.0-' },
  { name: 'org.apache.catalina.startup.VersionLoggerListener', exists: '7.0-' },
  { name: 'org.apache.catalina.storeconfig.StoreConfigLifecycleListener', exists: '5.5,8.0-' },
  { name: 'org.apache.catalina.util.SystemPropertyReplacerListener', exists: '8.5-9.0' },
];

/** Attributes of the containers, in any generation: setters of StandardEngine, StandardHost and StandardContext. */
export const CONTAINER_ATTRIBUTES: Readonly<Record<'Engine' | 'Host' | 'Context', string>> = {
  Engine:
    'backgroundProcessorDelay baseDir basic cluster defaultHost domain jvmRoute loader manager mbeansFile name parent parentClassLoader realm requestAttributesEnabled resources service startChildren startStopThreads throwOnFailure',
  Host: 'appBase autoDeploy backgroundProcessorDelay basic cluster configClass contextClass copyXML createDirs deployIgnore deployOnStartup deployXML domain errorReportValveClass failCtxIfServletStartFails hostConfigClass legacyAppBase liveDeploy loader manager name parent parentClassLoader realm resources startChildren startStopThreads throwOnFailure undeployOldVersions unpackWARs workDir xmlBase xmlNamespaceAware xmlValidation',
  Context:
    'addWebinfClassesResources aliases allowCasualMultipartParsing allowLinking allowMultipleLeadingForwardSlashInPath altDDName alwaysAccessSession annotationProcessor antiJARLocking antiResourceLocking applicationEventListeners applicationLifecycleListeners available backgroundProcessorDelay basic cacheMaxSize cacheObjectMaxSize cacheTTL cachingAllowed caseSensitive charsetMapper charsetMapperClass clearReferencesHttpClientKeepAliveThread clearReferencesObjectStreamClassCaches clearReferencesRmiTargets clearReferencesStatic clearReferencesStopThreads clearReferencesStopTimerThreads clearReferencesThreadLocals cluster compilerClasspath configFile configured containerSciFilter contextGetResourceRequiresSlash cookieProcessor cookies copyXML createUploadTargets crossContext defaultContextXml defaultWebXml delegate denyUncoveredHttpMethods disableURLRewriting dispatcherWrapsSameObject dispatchersUseEncodedPaths displayName distributable docBase domain effectiveMajorVersion effectiveMinorVersion encodedReverseSolidusHandling encodedSolidusHandling engineName failCtxIfServletStartFails fireRequestListenersOnForwards ignoreAnnotations instanceManager j2EEApplication j2EEServer jarScanner javaVMs jndiExceptionOnFailedWrite jspConfigDescriptor lazy loader logEffectiveWebXml loginConfig manager managerChecksFrequency mapperContextRootRedirectEnabled mapperDirectoryRedirectEnabled metadataComplete name namingContextListener namingResources notFoundClassResourceCacheSize originalDocBase override parallelAnnotationScanning parent parentClassLoader path preemptiveAuthentication privileged processTlds publicId realm reloadable renewThreadsWhenStoppingContext replaceWelcomeFiles requestCharacterEncoding resourceOnlyServlets resources responseCharacterEncoding saveConfig sendRedirectBody server sessionCookieDomain sessionCookieName sessionCookiePath sessionCookiePathUsesTrailingSlash sessionTimeout sessionTrackingModes skipMemoryLeakChecksOnJvmShutdown startChildren startStopThreads startupTime suspendWrappedResponseAfterForward swallowAbortedUploads swallowOutput threadBindingListener throwOnFailure tldNamespaceAware tldScanTime tldValidation unloadDelay unpackWAR urlPatternsProvidedInDecodedForm useBloomFilterForArchives useHttpOnly useNaming usePartitioned useRelativeRedirects validateClientProvidedNewSessionId webappVersion workDir wrapperClass xmlBlockExternal xmlNamespaceAware xmlValidation',
};
