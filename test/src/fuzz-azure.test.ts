import { fuzz } from "./fuzz/suite.js";

fuzz("azure");
