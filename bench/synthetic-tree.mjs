/** A tree of Java files of usual sizes, about one in sixteen of which works with sessions. */
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const FILES_IN_FOLDER = 40;
const ONE_IN = 16;

export function writeTree(folder, candidateFolder, count) {
  mkdirSync(candidateFolder, { recursive: true });
  const candidates = [];
  let bytes = 0;
  for (let number = 0; number < count; number++) {
    const packageName = `p${Math.floor(number / FILES_IN_FOLDER)}`;
    const withSession = number % ONE_IN === 0;
    const name = `${withSession ? 'Session' : 'Plain'}${number}`;
    const text = javaClass(packageName, name, withSession, 2 + ((number * 7) % 25));
    const path = join(folder, packageName, `${name}.java`);
    mkdirSync(join(folder, packageName), { recursive: true });
    writeFileSync(path, text);
    bytes += text.length;
    if (withSession) {
      candidates.push(path);
      cpSync(path, join(candidateFolder, basename(path)));
    }
  }
  return { files: count, bytes, candidates };
}

function javaClass(packageName, name, withSession, methodCount) {
  const methods = [];
  for (let number = 0; number < methodCount; number++) methods.push(plainMethod(number));
  if (withSession) for (let number = 0; number < methodCount / 4; number++) methods.push(sessionMethod(number));
  const servletImport = withSession
    ? 'import javax.servlet.http.HttpServletRequest;\nimport javax.servlet.http.HttpSession;\n'
    : '';
  return `package ${packageName};

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
${servletImport}
/** Keeps the books of ${name}. */
public class ${name} {
    private final Map<String, List<Integer>> books = new java.util.HashMap<>();

${methods.join('\n')}}
`;
}

function plainMethod(number) {
  return `    /** Adds what was sold, and tells how much it is now. */
    public int total${number}(String shelf, int limit) {
        List<Integer> entries = books.computeIfAbsent(shelf, key -> new ArrayList<>());
        int sum = ${number};
        for (int i = 0; i < entries.size() && sum < limit; i++) {
            int value = entries.get(i) * (i % 2 == 0 ? 1 : ${number + 2});
            if (value > limit) {
                throw new IllegalStateException("entry " + i + " of " + shelf + " is " + value);
            }
            sum += value;
        }
        entries.add(sum);
        return sum;
    }
`;
}

function sessionMethod(number) {
  const writeBack = number % 2 === 0 ? `            session.setAttribute("cart${number}", cart);\n` : '';
  return `    @SuppressWarnings("unchecked")
    public void keep${number}(HttpServletRequest request, String item) {
        HttpSession session = request.getSession();
        List<String> cart = (List<String>) session.getAttribute("cart${number}");
        if (cart == null) {
            cart = new ArrayList<>();
            session.setAttribute("cart${number}", cart);
        } else if (!cart.contains(item)) {
            cart.add(item);
${writeBack}        }
        books.put(item, new ArrayList<>());
    }
`;
}
