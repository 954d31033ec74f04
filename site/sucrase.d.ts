/** Sucrase's parser by itself, which its own types describe at another path than its code. */
declare module 'sucrase/dist/esm/parser/index.js' {
  export * from 'sucrase/dist/types/parser/index';
}
