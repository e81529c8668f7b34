// Reads file names, separated by NUL, and writes for each what TypeScript's own
// parser sees: "path count\n", then a line "Kind start end" for every node that
// programs are made of, in bytes. Files it rejects get the count -1.
const fs = require("fs");
const ts = require("typescript");
const K = ts.SyntaxKind;
const kinds = new Map([
  [K.CallExpression, "Call"], [K.NewExpression, "New"], [K.FunctionDeclaration, "Func"], [K.FunctionExpression, "Func"],
  [K.ArrowFunction, "Func"], [K.MethodDeclaration, "Func"], [K.Constructor, "Func"], [K.GetAccessor, "Func"], [K.SetAccessor, "Func"],
  [K.ClassDeclaration, "Class"], [K.ClassExpression, "Class"], [K.PropertyAccessExpression, "Member"],
  [K.ElementAccessExpression, "Index"], [K.BinaryExpression, "Binary"], [K.ConditionalExpression, "Cond"],
  [K.PrefixUnaryExpression, "Unary"], [K.PostfixUnaryExpression, "Unary"], [K.IfStatement, "If"], [K.ForStatement, "For"],
  [K.ForInStatement, "For"], [K.ForOfStatement, "For"], [K.WhileStatement, "While"], [K.DoStatement, "While"],
  [K.ReturnStatement, "Return"], [K.ThrowStatement, "Throw"], [K.TryStatement, "Try"], [K.SwitchStatement, "Switch"],
  [K.ObjectLiteralExpression, "Object"], [K.ArrayLiteralExpression, "Array"], [K.TemplateExpression, "Template"],
  [K.RegularExpressionLiteral, "Regex"], [K.AwaitExpression, "Await"], [K.YieldExpression, "Yield"],
  [K.TaggedTemplateExpression, "Tagged"], [K.JsxElement, "JSX"], [K.JsxSelfClosingElement, "JSX"], [K.JsxFragment, "JSX"],
]);
// only where their ends cannot be told apart by taste (semicolons, parentheses, types)
const startOnly = new Set(["If", "For", "While", "Return", "Throw", "Func", "Class", "Binary", "Cond", "Member", "Call", "New", "Index", "Unary"]);
const jsxKinds = { ".ts": ts.ScriptKind.TS, ".mts": ts.ScriptKind.TS, ".cts": ts.ScriptKind.TS, ".tsx": ts.ScriptKind.TSX };
for (const file of fs.readFileSync(0, "utf8").split("\0")) {
  const text = fs.readFileSync(file, "utf8");
  const ext = file.slice(file.lastIndexOf("."));
  const sf = ts.createSourceFile(file, text, { languageVersion: 99 }, false, jsxKinds[ext] || ts.ScriptKind.JSX);
  if (sf.parseDiagnostics.length > 0) {
    process.stdout.write(file + " -1\n");
    continue;
  }
  const ascii = /^[\x00-\x7f]*$/.test(text);
  const bom = text.charCodeAt(0) === 0xfeff;
  let last = 0, lastByte = 0;
  const byte = (at) => {
    if (ascii) return at;
    if (at < last) { last = 0; lastByte = 0; }
    lastByte += Buffer.byteLength(text.slice(last, at));
    last = at;
    return lastByte;
  };
  const out = [];
  const visit = (n) => {
    if (ts.isTypeNode(n) && n.kind !== K.ExpressionWithTypeArguments) return;
    if (n.kind === K.InterfaceDeclaration || n.kind === K.TypeAliasDeclaration) return;
    if (ts.canHaveModifiers(n) && ts.getModifiers(n)?.some((m) => m.kind === K.DeclareKeyword)) return;
    const kind = kinds.get(n.kind);
    const bare = kind === "Func" && !n.body || n.kind === K.ClassDeclaration && ts.canHaveDecorators(n) && ts.getDecorators(n)?.length > 0;
    if (kind && !bare) out.push([kind, byte(n.getStart(sf)), startOnly.has(kind) ? 0 : byte(n.end)].join(" "));
    ts.forEachChild(n, visit);
  };
  visit(sf);
  out.sort();
  process.stdout.write(file + " " + out.length + "\n" + out.join("\n") + "\n");
}
