/** Colours for WGSL in the editor: words and signs only, no grammar; what a shader means is the emulator's to say. */
import { StreamLanguage } from '@codemirror/language';

const keywords = new Set(
  'break const continue continuing else false fn for if let loop return struct true var while storage uniform workgroup private read read_write'.split(' '), // biome-ignore format: a list
);
const types = /^(?:f32|i32|u32|bool|array|atomic|vec[234][fiu]?)$/;

interface State {
  /** Comments within comments. */
  depth: number;
}

export const wgslLanguage = StreamLanguage.define<State>({
  startState: () => ({ depth: 0 }),
  token(stream, state) {
    if (state.depth > 0) {
      if (stream.match('*/')) state.depth--;
      else if (stream.match('/*')) state.depth++;
      else stream.next();
      return 'comment';
    }
    if (stream.eatSpace()) return null;
    if (stream.match('//')) {
      stream.skipToEnd();
      return 'comment';
    }
    if (stream.match('/*')) {
      state.depth = 1;
      return 'comment';
    }
    if (stream.match(/^@[A-Za-z_]+/)) return 'meta';
    if (stream.match(/^(?:0[xX][0-9a-fA-F]+|\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+)[iuf]?/)) return 'number';
    const word = stream.match(/^[A-Za-z_][A-Za-z0-9_]*/);
    if (word && typeof word === 'object')
      return keywords.has(word[0]) ? 'keyword' : types.test(word[0]) ? 'typeName' : 'variableName';
    stream.next();
    return 'operator';
  },
  languageData: { commentTokens: { line: '//', block: { open: '/*', close: '*/' } } },
});
