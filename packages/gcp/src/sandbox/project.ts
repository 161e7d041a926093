/** Project of the simulated credentials. */
export const ACCOUNT = "isobar-sandbox";
