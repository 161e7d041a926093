export { EventLog, type Happened, type Step } from "./event-log.js";
export { type Outcome, Project, type Simulated } from "./project.js";
