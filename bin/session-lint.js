#!/usr/bin/env node
import module from 'node:module';

// Keeps compiled code between runs, from Node 22.8 on.
module.enableCompileCache?.();
await import('../dist/cli.js');
