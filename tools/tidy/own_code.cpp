// A plugin for clang-tidy 14. It confines all checks to code outside of system headers: otherwise
// each walks through the standard library and the JSON library, in every file anew, to report what
// it then hides.
#include <vector>

#include <clang-tidy/ClangTidyCheck.h>
#include <clang-tidy/ClangTidyModule.h>
#include <clang-tidy/ClangTidyModuleRegistry.h>
#include <clang/ASTMatchers/ASTMatchFinder.h>

namespace {

namespace match = clang::ast_matchers;
namespace tidy = clang::tidy;

// The translation unit is matched before what it consists of is walked through, and that is read
// from the scope.
class OwnCode : public tidy::ClangTidyCheck {
 public:
  using ClangTidyCheck::ClangTidyCheck;

  void registerMatchers(match::MatchFinder* finder) override {
    finder->addMatcher(match::translationUnitDecl().bind("unit"), this);
  }

  void check(const match::MatchFinder::MatchResult& found) override {
    std::vector<clang::Decl*> own;
    for (clang::Decl* declared :
         found.Nodes.getNodeAs<clang::TranslationUnitDecl>("unit")->decls()) {
      if (!found.SourceManager->isInSystemHeader(declared->getLocation()))
        own.push_back(declared);
    }
    found.Context->setTraversalScope(own);
  }
};

class Module : public tidy::ClangTidyModule {
 public:
  void addCheckFactories(tidy::ClangTidyCheckFactories& factories) override {
    factories.registerCheck<OwnCode>("lissom-own-code");
  }
};

const tidy::ClangTidyModuleRegistry::Add<Module> registered("lissom",
                                                            "Confines checks to our own code.");

}  // namespace
