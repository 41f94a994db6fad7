#!/usr/bin/env python3
"""Writes the sample exports beside this file; the same bytes each time. Everybody and everything in them is invented."""
import datetime as dt
import itertools
import pathlib
import random

HERE = pathlib.Path(__file__).parent
RANDOM = random.Random(20260602)
SHOP = ("100200300", "青禾日常生活旗舰店")
BUSINESS_DAY = dt.datetime(2026, 6, 2, 9, 0)
UNDISPATCHED = itertools.count()

PAYING, PAID, SENT, DONE, CLOSED = (
    "等待买家付款", "买家已付款，等待卖家发货", "卖家已发货，等待买家确认", "交易成功", "交易关闭")

# merchant code, title, price in fen, attributes; the prefix of the code is the category of R-INV-2
GOODS = [
    ("FD-0101", "青禾东北五常大米 5kg 新米", 4990, "规格:5kg"),
    ("FD-0102", "手工挂面 1kg*3 家庭装", 2680, "口味:原味"),
    ("FD-0103", "每日坚果 混合果仁 25g*30包 \"无添加\"", 8900, "包装:礼盒"),
    ("FD-0104", "海苔脆片 儿童零食 4.5g", 390, "口味:原味"),
    ("FD-0105", "红糖姜茶 独立小袋 12g*10, 冲饮", 1580, "口味:姜味"),
    ("FD-0106", "🍓 草莓冻干 40g 办公室零食", 1990, "口味:草莓"),
    ("FD-0107", "土鸡蛋 30枚 防震包装 易碎", 4580, "规格:30枚"),
    ("FD-0108", "新疆红枣 500g 灰枣", 2290, "等级:特级"),
    ("DR-0201", "苏打水 350ml*24瓶 整箱", 5990, "包装:整箱"),
    ("DR-0202", "无糖乌龙茶 500ml*15瓶", 6450, "包装:整箱"),
    ("DR-0203", "鲜橙汁 NFC 300ml", 880, "口味:橙"),
    ("DR-0204", "挂耳咖啡 10g*20包 ☕ 中度烘焙", 7900, "烘焙:中度"),
    ("DR-0205", "燕麦奶 1L*6盒 植物蛋白", 6990, "包装:整箱"),
    ("DC-0301", "抽纸 3层100抽*24包 整箱", 3990, "香型:无香"),
    ("DC-0302", "洗衣液 3kg 薰衣草香", 3590, "香型:薰衣草"),
    ("DC-0303", "竹纤维洗碗布 10片装", 990, "颜色:混色"),
    ("DC-0304", "一次性手套 100只, 食品级", 690, "尺码:均码"),
    ("DC-0305", "牙膏 120g*2支 清新薄荷", 1890, "香型:薄荷"),
    ("DC-0306", "垃圾袋 加厚 5卷100只", 1290, "颜色:黑色"),
    ("OF-0401", "A4复印纸 70g 5包/箱", 11900, "规格:5包"),
    ("OF-0402", "中性笔 0.5mm 黑色 12支", 1650, "颜色:黑色"),
    ("OF-0403", "桌面文件架 四层", 4580, "颜色:灰色"),
    ("OF-0404", "便签本 76mm*76mm 6本", 1180, "颜色:彩色"),
    ("OF-0405", "人体工学电脑椅 网布", 59900, "颜色:黑色"),
    ("CL-0501", "纯棉圆领短袖 T恤 男女同款", 5900, "颜色:白色;尺码:L"),
    ("CL-0502", "轻薄羽绒服 女 短款", 39900, "颜色:藏青;尺码:M"),
    ("CL-0503", "中筒袜 5双装", 2990, "颜色:混色"),
    ("CL-0504", "亚麻衬衫 男 长袖", 16900, "颜色:米色;尺码:XL"),
    ("CL-0505", "真丝围巾 礼盒装", 25900, "颜色:绛红"),
    ("LQ-0601", "青禾老窖 52度 500ml 浓香型白酒", 26800, "度数:52度"),
    ("LQ-0602", "干红葡萄酒 750ml*2瓶 玻璃瓶易碎", 15800, "年份:2022"),
    ("LQ-0603", "酱香白酒 53度 500ml*2 收藏礼盒", 89900, "度数:53度"),
    ("LQ-0604", "梅子酒 330ml 12度", 4900, "口味:青梅"),
    ("CS-0701", "保湿面霜 50g", 12900, "肤质:干性"),
    ("CS-0702", "氨基酸洁面乳 120ml", 5990, "规格:120ml"),
    ("CS-0703", "防晒霜 SPF50+ 60ml", 8900, "规格:60ml"),
    ("CS-0704", "护手霜 30g*3支 💐", 3900, "香型:混合"),
    ("HM-0801", "记忆棉枕头 护颈", 12900, "尺寸:标准"),
    ("HM-0802", "四件套 纯棉 1.8m床", 29900, "颜色:浅灰"),
    ("HM-0803", "玻璃保鲜盒 3件套", 6900, "规格:3件"),
    ("HM-0804", "陶瓷马克杯 350ml", 2590, "图案:㐂字"),
    ("HM-0805", "收纳箱 大号 55L", 4990, "颜色:透明"),
    ("HM-0806", "LED 台灯 可充电", 8990, "颜色:白色"),
]
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜"
GIVEN = ["安之", "一诺", "子墨", "思源", "若溪", "景行", "予安", "知夏", "云舒", "明远", "书瑶", "清和", "𠮷平", "嘉木", "念初", "文㛃"]
REGIONS = [
    ("上海", "上海市", "浦东新区"), ("上海", "上海市", "徐汇区"), ("浙江省", "杭州市", "西湖区"), ("浙江省", "宁波市", "鄞州区"),
    ("江苏省", "苏州市", "姑苏区"), ("江苏省", "南京市", "鼓楼区"), ("北京", "北京市", "朝阳区"), ("广东省", "深圳市", "南山区"),
    ("四川省", "成都市", "武侯区"), ("湖北省", "武汉市", "洪山区"), ("陕西省", "西安市", "雁塔区"), ("新疆维吾尔自治区", "乌鲁木齐市", "天山区"),
]
STREETS = ["青竹路", "样例大道", "稻香街", "云栖巷", "望湖路", "示范东路"]
COURIERS = ["飞禾速递", "北辰快递", "宅里配送"]
COMPANIES = ["杭州样例科技有限公司", "上海示例贸易有限公司", "成都青竹文化传播有限公司", "苏州云栖餐饮管理有限公司"]
MESSAGES = ["", "", "", "", "", "请尽快发货", "周末再送,谢谢", "送人的,\n请不要放小票", "发货前 \"务必\" 检查,上次有破损 😅", "门口有狗 🐶,请先打电话"]
REMARKS = ["", "", "", "", "老客户", "缺货,已电话确认等待", "加急"]

ORDER_COLUMNS = [
    "订单编号", "买家会员名", "买家支付宝账号", "买家应付货款", "买家应付邮费", "买家支付积分", "总金额", "返点积分", "买家实际支付金额", "买家实际支付积分",
    "订单状态", "买家留言", "收货人姓名", "收货地址", "运送方式", "联系电话", "联系手机", "订单创建时间", "订单付款时间", "宝贝标题", "宝贝种类", "物流单号",
    "物流公司", "订单备注", "宝贝总数量", "店铺Id", "店铺名称", "订单关闭原因", "卖家服务费", "买家服务费", "发票抬头", "是否手机订单", "分阶段订单信息"]
LINE_COLUMNS = ["订单编号", "标题", "价格", "购买数量", "外部系统编号", "商品属性", "套餐信息", "备注", "订单状态", "商家编码"]
CODES = {"订单编号", "联系电话", "联系手机"}


def yuan(fen):
    return f"{fen // 100}.{fen % 100:02d}"


def buyer(number):
    name = RANDOM.choice(SURNAMES) + RANDOM.choice(GIVEN)
    province, city, district = RANDOM.choice(REGIONS)
    return {
        "nick": f"{RANDOM.choice(['小鹿', '晴天', '山茶', 'tea', '木木', '星海'])}{number:04d}",
        "alipay": f"buyer{number:04d}@example.com" if RANDOM.random() < .6 else f"1900000{number:04d}",
        "name": name,
        "mobile": f"1900000{number:04d}",
        "phone": f"0000-{number:08d}" if RANDOM.random() < .1 else "",
        "address": f"{province} {city} {district} 样例街道 {RANDOM.choice(STREETS)}{RANDOM.randint(1, 300)}号"
                   f"{RANDOM.randint(1, 30)}幢{RANDOM.randint(1, 25)}0{RANDOM.randint(1, 4)}室(000000)",
    }


def moment(status, minutes_only):
    """When an order was created: old ones are settled, unpaid ones are fresh, undispatched ones fill each of the tracking lists."""
    if status == PAYING:
        hours = RANDOM.uniform(10, 40)
    elif status == PAID:
        hours = [RANDOM.uniform(9.1, 23), RANDOM.uniform(26, 46), RANDOM.uniform(50, 70), RANDOM.uniform(75, 96)][next(UNDISPATCHED) % 4]
    elif status == SENT:
        hours = RANDOM.uniform(24, 200)
    else:
        hours = RANDOM.uniform(180, 350)
    time = BUSINESS_DAY - dt.timedelta(hours=hours)
    return time.replace(second=0, microsecond=0) if minutes_only else time.replace(microsecond=0)


def order(index, number, who, status, minutes_only=False, count=None):
    created = moment(status, minutes_only)
    wares = RANDOM.sample(GOODS, count or RANDOM.choice([1, 1, 1, 2, 2, 3, 4]))
    lines = [(ware, RANDOM.choice([1, 1, 1, 1, 2, 2, 3, 6]) if ware[2] < 20000 else 1) for ware in wares]
    goods = sum(ware[2] * quantity for ware, quantity in lines)
    discount = RANDOM.choice([0, 0, 0, 500, 1000, goods // 7]) if goods > 5000 else 0
    payable = goods - discount
    freight = 0 if payable >= 8800 else RANDOM.choice([0, 600, 1000, 1200])
    unpaid = status == PAYING or (status == CLOSED and index % 2 == 0)
    paid_time = None if unpaid else created + dt.timedelta(minutes=RANDOM.randint(1, 50))
    sent = status in (SENT, DONE)
    return {
        "number": number, "who": who, "status": status, "created": created, "paid_time": paid_time, "lines": lines, "payable": payable,
        "freight": freight, "paid": 0 if unpaid else payable + freight, "message": RANDOM.choice(MESSAGES), "remark": RANDOM.choice(REMARKS),
        "tracking": f"77{RANDOM.randrange(10**11):011d}" if sent else "", "courier": RANDOM.choice(COURIERS) if sent else "",
        "closed": ("" if status != CLOSED else "买家未付款" if unpaid else "退款"),
        "invoice": "" if index % 3 else RANDOM.choice(["个人"] + COMPANIES), "app": RANDOM.random() < .7,
    }


def order_fields(o, time):
    who = o["who"]
    return {
        "订单编号": o["number"], "买家会员名": who["nick"], "买家支付宝账号": who["alipay"], "买家应付货款": yuan(o["payable"]),
        "买家应付邮费": yuan(o["freight"]), "买家支付积分": "0", "总金额": yuan(o["payable"] + o["freight"]), "返点积分": str(o["paid"] // 1000),
        "买家实际支付金额": yuan(o["paid"]), "买家实际支付积分": "0", "订单状态": o["status"], "买家留言": o["message"], "收货人姓名": who["name"],
        "收货地址": who["address"], "运送方式": "快递", "联系电话": who["phone"], "联系手机": who["mobile"], "订单创建时间": time(o["created"]),
        "订单付款时间": time(o["paid_time"]) if o["paid_time"] else "", "宝贝标题": "，".join(ware[1] for ware, _ in o["lines"]),
        "宝贝种类": str(len(o["lines"])), "物流单号": f"No:{o['tracking']}" if o["tracking"] else "", "物流公司": o["courier"], "订单备注": o["remark"],
        "宝贝总数量": str(sum(quantity for _, quantity in o["lines"])), "店铺Id": SHOP[0], "店铺名称": SHOP[1], "订单关闭原因": o["closed"],
        "卖家服务费": "0元", "买家服务费": "0元", "发票抬头": o["invoice"], "是否手机订单": "手机订单" if o["app"] else "", "分阶段订单信息": "",
    }


def line_fields(o):
    return [{
        "订单编号": o["number"], "标题": title, "价格": yuan(price), "购买数量": str(quantity), "外部系统编号": f"{code}-01", "商品属性": attributes,
        "套餐信息": "null", "备注": "null", "订单状态": o["status"], "商家编码": code,
    } for (code, title, price, attributes), quantity in o["lines"]]


def quoted(text, always=False):
    return '"' + text.replace('"', '""') + '"' if always or any(c in text for c in ',"\r\n') else text


def gb_row(columns, fields):
    return ",".join(f'="{fields[c]}"' if c == "订单编号" else f"'{fields[c]}" if c in CODES and fields[c] else quoted(fields[c]) for c in columns)


def utf8_row(columns, fields):
    return ",".join(quoted("'" + fields[c] if c in CODES and fields.get(c) else fields.get(c, ""), always=True) for c in columns)


def write(name, encoding, rows):
    mark = b"\xef\xbb\xbf" if encoding == "utf-8-sig" else b""
    text = "utf-8" if encoding == "utf-8-sig" else encoding
    (HERE / name).write_bytes(mark + b"".join(r if isinstance(r, bytes) else (r + "\r\n").encode(text) for r in rows))


def dashes(time):
    return time.strftime("%Y-%m-%d %H:%M:%S")


def slashes(time):
    return f"{time.year}/{time.month}/{time.day} {time.hour}:{time.minute:02d}"


def main():
    buyers = [buyer(i) for i in range(230)]
    statuses = [DONE] * 120 + [SENT] * 130 + [PAID] * 24 + [PAYING] * 13 + [CLOSED] * 13
    RANDOM.shuffle(statuses)
    again = set(range(0, 300, 8)) | {1, 2}
    orders = [order(i, str(4260518000001753 + i * 1000003), RANDOM.choice(buyers), s, i in again) for i, s in enumerate(statuses)]
    orders.sort(key=lambda o: (o["created"], o["number"]))
    repeated = [o for o in orders if o["created"].second == 0 and (int(o["number"]) - 4260518000001753) // 1000003 in again]

    half_read = order(301, "4260518900000017", buyers[7], DONE, count=2)
    no_lines = order(302, "4260518900000025", buyers[8], SENT, count=1)
    good = [(o, gb_row(ORDER_COLUMNS, order_fields(o, dashes))) for o in orders + [half_read, no_lines]]
    rows = [",".join(ORDER_COLUMNS)] + [r for _, r in good]

    def broken(number, **wrong):
        fields = order_fields(order(400, number, buyers[9], DONE, count=1), dashes) | wrong
        fields["买家留言"] = ""
        return fields

    bad = [
        gb_row(ORDER_COLUMNS, broken("4260518910000013", 总金额="十二元")),
        gb_row(ORDER_COLUMNS, broken("")),
        gb_row(ORDER_COLUMNS, broken("4260518910000039", 订单创建时间="2026-02-30 25:61:00")),
        ",".join(gb_row(ORDER_COLUMNS, broken("4260518910000047", 宝贝标题="抽纸")).split(",")[:20]),
        gb_row(ORDER_COLUMNS, broken("4260518910000054", 买家实际支付金额="-12.50")),
        gb_row(ORDER_COLUMNS, broken("4260518910000062", 订单状态="交易暂停")),
        gb_row(ORDER_COLUMNS, broken("4260518910000070", 收货地址="样例§街道")).encode("gb18030").replace("§".encode("gb18030"), b"\xff\x81") + b"\r\n",
        gb_row(ORDER_COLUMNS, broken("4.26052E+15")),
    ]
    for place, row in zip((12, 40, 77, 120, 160, 200, 240, 280), bad):
        rows.insert(place, row)
    write("ExportOrderList20260602.csv", "gb18030", rows)

    half = line_fields(half_read)
    half[1]["购买数量"] = "两件"
    unknown = line_fields(order(303, "4260518999999991", buyers[10], DONE, count=1))
    lines = [gb_row(LINE_COLUMNS, f) for o in orders for f in line_fields(o)]
    lines.insert(90, gb_row(LINE_COLUMNS, unknown[0]))
    lines.insert(180, gb_row(LINE_COLUMNS, half[0]))
    lines.insert(181, gb_row(LINE_COLUMNS, half[1]))
    lines.insert(270, '="4260518999999983","没有收尾的引号,1.00,1,X,,,,交易成功,X')
    write("ExportOrderDetailList20260602.csv", "gb18030", [",".join(LINE_COLUMNS)] + lines)

    appended = ["修改后的sku", "修改后的收货地址", "异常信息", "天猫卡券抵扣", "集分宝抵扣"]
    order_columns = ORDER_COLUMNS[:2] + ORDER_COLUMNS[10:] + ORDER_COLUMNS[2:10] + appended
    line_columns = LINE_COLUMNS[5:] + LINE_COLUMNS[:5] + ["主订单编号", "退款状态"]
    write("ExportOrderList20260602-2.csv", "utf-8-sig", [",".join(order_columns)]
          + [utf8_row(order_columns, order_fields(o, slashes)) for o in repeated])
    write("ExportOrderDetailList20260602-2.csv", "utf-8-sig", [",".join(line_columns)]
          + [utf8_row(line_columns, f) for o in repeated for f in line_fields(o)])
    print(len(orders), len(repeated), sum(len(o["lines"]) for o in orders), sum(len(o["lines"]) for o in repeated))


if __name__ == "__main__":
    main()
