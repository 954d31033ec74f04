/** `<residual-patterns>`: several drawings in the page, of which the chosen one is shown. */
import { ChosenDrawing } from '../../parts/ChosenDrawing.ts';

export class ResidualPatterns extends ChosenDrawing {}

customElements.define('residual-patterns', ResidualPatterns);
