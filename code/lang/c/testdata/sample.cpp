#include <vector>
#include <string>
namespace shop {
class Base {
public:
	Base(int n) : count(n) {}
	virtual ~Base() { delete[] data; }
	virtual int price() const = 0;
	int operator[](int i) const { return data[i]; }
protected:
	int count;
	int *data = nullptr;
};
class Tea final : public Base {
public:
	Tea(int n);
	int price() const override;
	static int made;
};
int Tea::made = 0;
Tea::Tea(int n) : Base(n) { data = new int[n]; ++made; }
int Tea::price() const { return count * (*this)[0]; }
template <typename T> T most(const T &a, const T &b) { return a < b ? b : a; }
}
using namespace shop;
int sum(std::vector<int> xs, int &out)
{
	out = 0;
	for (auto x : xs) out += x;
	int ys[] = { 1, 2 };
	for (const int &y : ys) out += y;
	auto f = [&](int k) -> int { return k + 1; };
	try {
		Tea t(3);
		Base *b = new Tea(4);
		if (auto p = dynamic_cast<Tea *>(b)) out = p->price();
		delete b;
		if (out < 0) throw std::string("bad");
	} catch (const std::string &e) {
		return static_cast<int>(e.size());
	} catch (...) {
	}
	return most<int>(f(out), Tea::made);
}
