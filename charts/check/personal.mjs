// Every personal text that the demo's day brings into the suite: of the sample orders, and what the demo makes of their numbers.
import fs from 'node:fs';
import path from 'node:path';
import { root } from './files.mjs';

const samples = path.join(root, 'samples');
const columns = ['收货人姓名', '收货地址', '联系电话', '联系手机', '买家支付宝账号', '发票抬头'];

/** Rows of a CSV file of the platform, in UTF-8 or GB18030. */
function* rows(file) {
  const bytes = fs.readFileSync(file);
  const text = bytes.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf])) ? bytes.toString('utf8', 3) : new TextDecoder('gb18030').decode(bytes);
  let row = [];
  let cell = '';
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const sign = text[at];
    if (quoted && sign === '"' && text[at + 1] === '"')
      cell += text[++at];
    else if (sign === '"')
      quoted = !quoted;
    else if (!quoted && (sign === ',' || sign === '\n')) {
      row.push(cell.replace(/\r$/, ''));
      cell = '';
      if (sign === '\n') {
        yield row;
        row = [];
      }
    } else
      cell += sign;
  }
}

// Some rows break off.
const plain = (cell = '') => cell.replace(/^[='"]+|"$/g, '').trim();

export function personal() {
  const texts = new Set();
  for (const file of fs.readdirSync(samples).filter(name => /^ExportOrderList.*\.csv$/.test(name))) {
    const [head, ...orders] = rows(path.join(samples, file));
    const places = columns.map(column => head.indexOf(column));
    if (places.includes(-1))
      throw new Error(`${file}: not all of ${columns}`);
    for (const order of orders) {
      for (const place of places)
        texts.add(plain(order[place]));
      // What the demo names accounts and people by.
      const id = plain(order[head.indexOf('订单编号')]);
      if (id.length < 8)
        continue;
      texts.add(`buyer-${id.slice(-8)}@example.com`);
      texts.add(`买家${id.slice(-4)}`);
    }
  }
  // The company's tax data in the demo, but its street and bank, which are the seller's too, who is no customer.
  for (const text of ['上海晨光贸易有限公司', '91310000MA1FL0001R', '021-00000000', '6200000000000000'])
    texts.add(text);
  return [...texts].filter(text => text && text !== 'null' && text !== '个人');
}
