#!/usr/bin/env bash
# Makes the vectors of this folder with OpenSSL alone (3.0), so that nothing of ours is its own measure. Run it here only to make all of them anew:
# the keys are random, and every file depends on them. The keys protect nothing.
set -euo pipefail
export LC_ALL=C
ssl() { openssl "$@" 2>/dev/null; }

# Keys, in the forms that Alipay's key tool and console hand out.
ssl genrsa -out app.pkcs8.pem 2048
ssl rsa -in app.pkcs8.pem -traditional -out app.pkcs1.pem
grep -v -- ----- app.pkcs8.pem | tr -d '\n' >app.pkcs8.txt
grep -v -- ----- app.pkcs1.pem | tr -d '\n' >app.pkcs1.txt
ssl genrsa -out alipay.pem 2048
ssl rsa -in alipay.pem -pubout -out alipay.pub.pem
grep -v -- ----- alipay.pub.pem | tr -d '\n' >alipay.pub.txt
ssl rsa -in app.pkcs8.pem -pubout -out app.pub.pem
ssl genrsa -out weak.pem 1024
ssl ecparam -name prime256v1 -genkey -noout -out ec.pem

# Requests: NAME.params has one parameter a line as it is sent, NAME.content what is signed of it, NAME.sign the signature.
for params in *.params; do
  name=${params%.params}
  grep -v -e '=$' -e '^sign=' "$params" | sort | paste -sd '&' | tr -d '\n' >"$name.content"
  ssl dgst -sha256 -sign app.pkcs8.pem "$name.content" | ssl base64 -A >"$name.sign"
done

# Answers: NAME.node is the content, NAME.answer the whole with its signature in it.
for node in *.node; do
  name=${node%.node}
  sign=$(ssl dgst -sha256 -sign alipay.pem "$node" | ssl base64 -A)
  { printf '{"alipay_trade_refund_response":'; cat "$node"; printf ',"sign":"%s"}' "$sign"; } >"$name.answer"
done

# Certificates: a root of each kind, among them one with the issuer and serial number of a root of Alipay's whose number is published.
root() { # FILE KEY HASH SERIAL SUBJECT
  ssl req -x509 -utf8 -key "$2" "-$3" -days 14600 -set_serial "$4" -subj "$5" -out "$1.crt"
}
issue() { # FILE KEY ROOT ROOTKEY SERIAL SUBJECT
  ssl req -new -utf8 -key "$2" -subj "$6" -out "$1.csr"
  ssl x509 -req -in "$1.csr" -CA "$3.crt" -CAkey "$4" -set_serial "$5" -sha256 -days 14600 -out "$1.crt"
  rm "$1.csr"
}
ssl genrsa -out root.pem 2048
root root-sha256 root.pem sha256 42587246203951236578 '/C=CN/O=Test Financial/OU=Certification Authority/CN=Test Root R1'
root root-sha1 root.pem sha1 95790491425698859646659490580052089075020051350 '/C=CN/O=iTrusChina/OU=China Trust Network/CN=iTrusChina Class 2 Root CA - G3'
root root-ec ec.pem sha256 7 '/C=CN/O=Test Financial/OU=Certification Authority/CN=Test Root E1'
root root-named root.pem sha256 10 '/C=CN/ST=上海/L=上海/O=A, B \+ "C"/OU=<x>;\\y/CN=#1 测试 '
cat root-ec.crt root-sha256.crt root-sha1.crt >roots.crt
issue app app.pkcs8.pem root-sha256 root.pem 1234567890123456789012345678901234567 '/C=CN/O=Merchant/CN=2021000000000001'
issue alipay alipay.pem root-sha256 root.pem 255 '/C=CN/O=Test Alipay/CN=Test Alipay'
issue alipay-elsewhere alipay.pem root-named root.pem 256 '/C=CN/O=Test Alipay/CN=Test Alipay'
rm root.pem

# The number of a certificate: MD5 of its issuer's name and its serial number in decimal, which stands above.
number() { # FILE SERIAL
  issuer=$(ssl x509 -in "$1.crt" -noout -issuer -nameopt RFC2253,-esc_msb,utf8)
  printf '%s %s\n' "$1" "$(printf '%s%s' "${issuer#issuer=}" "$2" | ssl dgst -md5 | sed 's/.* //')"
}
{
  number root-sha256 42587246203951236578
  number root-sha1 95790491425698859646659490580052089075020051350
  number root-ec 7
  number root-named 10
  number app 1234567890123456789012345678901234567
  number alipay 255
} >numbers.txt
