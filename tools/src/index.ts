export { type Outcome, Project, type Simulated, type Step } from "./project.js";
