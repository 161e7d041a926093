import { fuzz } from "./fuzz/suite.js";

fuzz("aws");
