// verify_chain ROOT PATH HOSTNAME: what crypto/x509 thinks of a chain for a TLS server.
package main

import (
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"os"
)

func main() {
	roots, intermediates := x509.NewCertPool(), x509.NewCertPool()
	for _, certificate := range read(os.Args[1]) {
		roots.AddCert(certificate)
	}
	path := read(os.Args[2])
	for _, certificate := range path[1:] {
		intermediates.AddCert(certificate)
	}
	_, err := path[0].Verify(x509.VerifyOptions{
		DNSName:       os.Args[3],
		Roots:         roots,
		Intermediates: intermediates,
		KeyUsages:     []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
	})
	refuseIf(err)
	fmt.Println("accepted")
}

func read(name string) (certificates []*x509.Certificate) {
	rest, err := os.ReadFile(name)
	if err != nil {
		panic(err)
	}
	for block, rest := pem.Decode(rest); block != nil; block, rest = pem.Decode(rest) {
		certificate, err := x509.ParseCertificate(block.Bytes)
		refuseIf(err)
		certificates = append(certificates, certificate)
	}
	return certificates
}

func refuseIf(err error) {
	if err != nil {
		fmt.Println("refused:", err)
		os.Exit(1)
	}
}
