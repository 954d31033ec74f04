import type { AstroIntegration } from 'astro';

export function withLateScripts(html: string): string;
export function lateScripts(): AstroIntegration;
