/** How long a repair walks in the generator's noise, and how often it says where it is. Apart from the walk: a page knows them without the framework. */
export const REPAIR_STEPS = 200;
export const REPAIR_EVERY = 20;
