"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.UNKNOWN = void 0;
/** What the engine sends for a value that is only known after other resources exist. */
exports.UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
//# sourceMappingURL=model.js.map