/** Project of the simulated credentials. */
export const ACCOUNT = "isobar-sandbox";

/** The number of every project, which newer services name instead of its id. */
export const PROJECT_NUMBER = "123456789012";
