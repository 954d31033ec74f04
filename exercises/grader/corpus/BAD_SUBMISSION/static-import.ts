// Imports from the platform.
import fs from 'node:fs';
/* solution */
